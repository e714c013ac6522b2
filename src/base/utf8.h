#ifndef BIRDFEED_UTF8_H
#define BIRDFEED_UTF8_H

#include <stddef.h>

/*
 * The length of the UTF-8 sequence (RFC 3629: shortest form, no
 * surrogates, at most U+10FFFF) that starts at S; 0 when none does.
 */
size_t utf8_length(const char *s, size_t n);

#endif
