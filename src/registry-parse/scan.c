/* A scan: empty lines and newlines, found fast. */
#include "scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Is P an empty line, up to and with its newline? */
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

	while (n < SCAN_SLACK && ((p[n] >= 'a' && p[n] <= 'z') ||
	    (p[n] >= '0' && p[n] <= '9') || p[n] == '-'))
		n++;
	return n;
}

#ifdef __SSE2__

#define LANE sizeof(__m128i)

static __m128i
load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* A bit for each of sixteen newlines with a newline or return behind it. */
static unsigned
candidates(const char *p)
{
	const __m128i nl = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	__m128i here = load(p), next = load(p + 1);
	__m128i both = _mm_and_si128(_mm_cmpeq_epi8(here, nl),
	    _mm_or_si128(_mm_cmpeq_epi8(next, nl),
	    _mm_cmpeq_epi8(next, cr)));

	return (unsigned)_mm_movemask_epi8(both);
}

size_t
scan_empty_line(const char *p, size_t n)
{
	size_t i = 0;

	for (; n - i > LANE; i += LANE)
		for (unsigned bits = candidates(p + i); bits != 0;
		    bits &= bits - 1) {
			size_t at = i + (unsigned)__builtin_ctz(bits) + 1;

			if (is_empty_line(p + at, p + n))
				return at;
		}
	return i + scan_empty_line_portable(p + i, n - i);
}

/* The sum of sixteen counters of a byte each. */
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

	while (n - i >= LANE) {
		__m128i counters = _mm_setzero_si128();

		/* A counter holds 255; a match is -1. */
		for (int left = 255; left > 0 && n - i >= LANE; left--) {
			counters = _mm_sub_epi8(counters,
			    _mm_cmpeq_epi8(load(p + i), nl));
			i += LANE;
		}
		lines += sum(counters);
	}
	return lines + scan_lines_portable(p + i, n - i);
}

static unsigned
equal(__m128i bytes, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes,
	    _mm_set1_epi8(c)));
}

size_t
scan_line(const char *p, bool *hash)
{
	unsigned newlines, hashes, all = 0;
	size_t n = 0;

	for (;; n += LANE) {
		__m128i bytes = load(p + n);

		newlines = equal(bytes, '\n');
		hashes = equal(bytes, '#');
		if (newlines != 0)
			break;
		all |= hashes;
	}
	/* Of the last bytes, those before the first newline. */
	all |= hashes & (newlines - 1) & ~newlines;
	*hash = all != 0;
	return n + (unsigned)__builtin_ctz(newlines);
}

/* The bytes of FROM .. TO, as a mask. */
static __m128i
within(__m128i bytes, char from, char to)
{
	return _mm_and_si128(
	    _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(from - 1))),
	    _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(to + 1))));
}

size_t
scan_name(const char *p)
{
	__m128i bytes = load(p);
	__m128i is = _mm_or_si128(within(bytes, 'a', 'z'),
	    _mm_or_si128(within(bytes, '0', '9'),
	    within(bytes, '-', '-')));

	/* A bit beyond the sixteen ends it anyway. */
	return (size_t)__builtin_ctz(~(unsigned)_mm_movemask_epi8(is));
}

#else

size_t
scan_line(const char *p, bool *hash)
{
	return scan_line_portable(p, hash);
}

size_t
scan_name(const char *p)
{
	return scan_name_portable(p);
}

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
