#ifndef BIRDFEED_UTF8_H
#define BIRDFEED_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The length of the UTF-8 sequence (RFC 3629: shortest form, no
 * surrogates, at most U+10FFFF) that starts at S; 0 when none does.
 */
size_t utf8_length(const char *s, size_t n);
/*
 * Is the sequence of N bytes at S, as utf8_length() gave N, a character that
 * a terminal or a page shows and that changes nothing else?  False for C0 and
 * C1 controls, DEL, and what turns the direction of text around.
 */
bool utf8_is_visible(const char *s, size_t n);

#endif
