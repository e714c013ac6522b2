#ifndef RPSL_TEXT_SCAN_SSE2_H
#define RPSL_TEXT_SCAN_SSE2_H

/*
 * The scans of one line, sixteen bytes at a time.  text-scan.h declares and
 * includes them on machines with SSE2.  They are inline because a call for
 * each line would cost as much as the scan.
 */
#include <emmintrin.h>
#include <stdbool.h>
#include <stddef.h>

#define SCAN_LANE sizeof(__m128i)

static inline __m128i
scan_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Sets a bit for each byte that equals C. */
static inline unsigned
scan_equal(__m128i bytes, char c)
{
	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

static inline size_t
scan_line(const char *p, bool *hash)
{
	unsigned newlines, hashes, all = 0;
	size_t n = 0;

	for (;; n += SCAN_LANE) {
		__m128i bytes = scan_load(p + n);

		newlines = scan_equal(bytes, '\n');
		hashes = scan_equal(bytes, '#');
		if (newlines != 0)
			break;
		all |= hashes;
	}
	/* Of the last bytes, only those before the first newline. */
	all |= hashes & (newlines - 1) & ~newlines;
	*hash = all != 0;
	return n + (unsigned)__builtin_ctz(newlines);
}

/* A mask of the bytes in FROM .. TO. */
static inline __m128i
scan_within(__m128i bytes, char from, char to)
{
	return _mm_and_si128(
	    _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(from - 1))),
	    _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(to + 1))));
}

static inline size_t
scan_name(const char *p)
{
	__m128i bytes = scan_load(p);
	__m128i is = _mm_or_si128(scan_within(bytes, 'a', 'z'),
	    _mm_or_si128(scan_within(bytes, '0', '9'),
		_mm_cmpeq_epi8(bytes, _mm_set1_epi8('-'))));

	/*
	 * The bits above the sixteen are ones after ~: the count ends there.
	 */
	return (size_t)__builtin_ctz(~(unsigned)_mm_movemask_epi8(is));
}

#endif
