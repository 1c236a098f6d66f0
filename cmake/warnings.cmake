# Link strand_warnings to compile with the warnings that strand's headers promise to be free of.
set(strand_warning_flags -Wall -Wextra -Wconversion -Wshadow)

add_library(strand_warnings INTERFACE)
target_compile_options(strand_warnings INTERFACE ${strand_warning_flags} $<$<BOOL:${STRAND_WERROR}>:-Werror>)
