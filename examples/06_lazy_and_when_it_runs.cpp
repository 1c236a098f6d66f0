// SPDX-License-Identifier: BSD-3-Clause
// Lesson 6: operators and ufuncs return a recipe; the work is done when the value is needed.
// Golden rule: use ufuncs. sqrt, exp, maximum, where ... on whole arrays join into one loop without
// temporaries, however long the expression.
#include <iostream>
#include <strand/strand.hpp>

using namespace strand;

int main() {
    ndarray<double, 1> a{1.0, 4.0, 9.0};
    const ndarray<double, 1> b{1.0, 1.0, 7.0};

    // No element is computed here, no memory is taken.
    const auto recipe = sqrt(a) + b;

    // It runs when it is assigned, printed, reduced, or given to eval.
    const ndarray<double, 1> early = recipe;
    std::cout << "early " << early << ", sum " << sum(recipe) << '\n';

    // A recipe refers to its arrays: what it gives later depends on what they hold then.
    a(0) = 100.0;
    std::cout << "recipe now " << recipe << ", early still " << early << "\n\n";

    // So `auto x = a + b` is a recipe; eval makes an array of it, and so does naming the type.
    auto value = eval(a + b);
    a(0) = 1.0;
    std::cout << "value " << value << ", a + b " << a + b << "\n\n";

    // One pass over a and b, no temporary array, however long the expression.
    const auto distance = sqrt(sum(square(a - b)));
    const ndarray smooth = where(a > 2.0, exp(-b) * maximum(a, b), 0.5 * (a + b));
    std::cout << "distance " << distance << ", smooth " << smooth << '\n';

    // Reductions, reshaping a computed value and printing run at once. A recipe used twice is computed
    // twice: evaluate it once when it is expensive.
    const auto wave = eval(sin(a) * cos(b));
    std::cout << "spread of the wave " << max(wave) - min(wave) << "\n\n";

    // An array that would vanish at the end of the line is moved into the recipe instead.
    const auto safe = arange<double>(3) * 10.0;
    std::cout << "safe " << safe << '\n';

    // An expression has no single truth value: `if (a == b)` does not compile.
    std::cout << std::boolalpha << "equal everywhere: " << all(a == b) << ", somewhere: " << any(a == b) << '\n';
}
