/* A scan: fast searches for empty lines and newlines. */
#include "rpsl/text-scan.h"

#include <string.h>

/* Is P an empty line, with its newline before END? */
static bool
is_empty_line(const char *p, const char *end)
{
	while (p < end && *p == '\r')
		p++;
	return p < end && *p == '\n';
}

size_t
scan_empty_line_portable(const char *p, size_t n)
{
	const char *s = p, *end = p + n;

	while (s < end && (s = memchr(s, '\n', (size_t)(end - s))) != NULL)
		if (is_empty_line(++s, end))
			return (size_t)(s - p);
	return n;
}

size_t
scan_lines_portable(const char *p, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += p[i] == '\n';
	return lines;
}

size_t
scan_line_portable(const char *p, bool *hash)
{
	size_t n = 0;

	for (*hash = false; p[n] != '\n'; n++)
		*hash |= p[n] == '#';
	return n;
}

size_t
scan_name_portable(const char *p)
{
	size_t n = 0;

	while (n < SCAN_SLACK &&
	    ((p[n] >= 'a' && p[n] <= 'z') || (p[n] >= '0' && p[n] <= '9') ||
		p[n] == '-'))
		n++;
	return n;
}

#ifdef __SSE2__

/*
 * A bit for each newline of sixteen bytes that is followed by a newline or
 * carriage return.
 */
static unsigned
candidates(const char *p)
{
	const __m128i nl = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	__m128i here = scan_load(p), next = scan_load(p + 1);
	__m128i both = _mm_and_si128(_mm_cmpeq_epi8(here, nl),
	    _mm_or_si128(_mm_cmpeq_epi8(next, nl), _mm_cmpeq_epi8(next, cr)));

	return (unsigned)_mm_movemask_epi8(both);
}

size_t
scan_empty_line(const char *p, size_t n)
{
	size_t i = 0;

	for (; n - i > SCAN_LANE; i += SCAN_LANE)
		for (unsigned bits = candidates(p + i); bits != 0;
		     bits &= bits - 1) {
			size_t at = i + (unsigned)__builtin_ctz(bits) + 1;

			if (is_empty_line(p + at, p + n))
				return at;
		}
	return i + scan_empty_line_portable(p + i, n - i);
}

/* The sum of sixteen one-byte counters. */
static size_t
sum(__m128i counters)
{
	__m128i two = _mm_sad_epu8(counters, _mm_setzero_si128());

	return (size_t)_mm_cvtsi128_si32(two) +
	    (size_t)_mm_cvtsi128_si32(_mm_srli_si128(two, 8));
}

size_t
scan_lines(const char *p, size_t n)
{
	const __m128i nl = _mm_set1_epi8('\n');
	size_t i = 0, lines = 0;

	while (n - i >= SCAN_LANE) {
		__m128i counters = _mm_setzero_si128();

		/*
		 * A byte counts up to 255.  A match is -1, so it is
		 * subtracted.
		 */
		for (int left = 255; left > 0 && n - i >= SCAN_LANE; left--) {
			counters = _mm_sub_epi8(counters,
			    _mm_cmpeq_epi8(scan_load(p + i), nl));
			i += SCAN_LANE;
		}
		lines += sum(counters);
	}
	return lines + scan_lines_portable(p + i, n - i);
}

#else

size_t
scan_empty_line(const char *p, size_t n)
{
	return scan_empty_line_portable(p, n);
}

size_t
scan_lines(const char *p, size_t n)
{
	return scan_lines_portable(p, n);
}

#endif

size_t
scan_last_end(const char *p, size_t from, size_t n)
{
	const char *nl;

	while (n > from && (nl = memrchr(p + from, '\n', n - from)) != NULL) {
		size_t end = (size_t)(nl - p) + 1;

		for (n = end - 1; n > 0 && p[n - 1] == '\r'; n--)
			;
		if (n > 0 && p[n - 1] == '\n')
			return end;
	}
	return 0;
}
