#ifndef BIRDFEED_UTF8_H
#define BIRDFEED_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True for the characters of ASCII that are printed, the space among them. */
static inline bool
utf8_is_ascii(char c)
{
	return c >= 0x20 && c < 0x7f;
}

/*
 * Zero if the eight bytes of V are all of utf8_is_ascii(). Otherwise the lowest
 * bit that is set is in the lowest byte of another kind; the bits above it may
 * be wrong.
 */
static inline uint64_t
utf8_beyond_ascii(uint64_t v)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t control = v - ones * 0x20;
	const uint64_t del = (v ^ ones * 0x7f) - ones;

	return (control | del | v) & ones * 0x80;
}

/*
 * The length of the UTF-8 sequence (RFC 3629: shortest form, no
 * surrogates, at most U+10FFFF) that starts at S; 0 if there is none.
 */
size_t utf8_length(const char *s, size_t n);
/*
 * True if the character at S is visible and does not change how other text is
 * displayed.  N is its length from utf8_length().  False for C0 and C1
 * controls, DEL, and characters that change the direction of text.
 */
bool utf8_is_visible(const char *s, size_t n);

#endif
