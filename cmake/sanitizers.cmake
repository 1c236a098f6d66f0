# Link strand_sanitizers to compile and link with the sanitizers named in STRAND_SANITIZE.
add_library(strand_sanitizers INTERFACE)
if(STRAND_SANITIZE)
    # A finding ends the program, so that the test fails.
    target_compile_options(strand_sanitizers INTERFACE
        -fsanitize=${STRAND_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(strand_sanitizers INTERFACE -fsanitize=${STRAND_SANITIZE})
endif()
