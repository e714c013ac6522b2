#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* One input; libFuzzer's name for it, which replay.c uses too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, in a way that a fuzzer notices, unless OK. */
#define FUZZ_CHECK(ok) do { if (!(ok)) __builtin_trap(); } while (0)

#endif
