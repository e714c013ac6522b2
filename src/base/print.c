/* Fast printing of texts and numbers into memory. */
#include "base/print.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Writes the decimal digits of V so that they end at END.  Returns where they
 * start. */
static char *
put_number(char *end, uint64_t v)
{
	static const char pairs[] = "0001020304050607080910111213141516171819"
				    "2021222324252627282930313233343536373839"
				    "4041424344454647484950515253545556575859"
				    "6061626364656667686970717273747576777879"
				    "8081828384858687888990919293949596979899";
	char *p = end;

	for (; v >= 10; v /= 100)
		memcpy(p -= 2, pairs + v % 100 * 2, 2);
	/* The loop writes pairs of digits; V is 0 after an even number. */
	if (v > 0 || p == end)
		*--p = (char)('0' + v);
	return p;
}

/* Appends N bytes after the first *LEN at TO.  Bytes that do not fit are only
 * counted. */
static inline void
put(char *to, size_t size, size_t *len, const char *s, size_t n)
{
	if (*len < size)
		memcpy(to + *len, s, n < size - *len ? n : size - *len);
	*len += n;
}

size_t
print_vtext(char *to, size_t size, const char *fmt, va_list ap)
{
	char digits[20], *const end = digits + sizeof digits;
	size_t len = 0;
	va_list args;

	va_copy(args, ap);
	for (;;) {
		const char *percent = strchrnul(fmt, '%'), *s;
		unsigned long number;

		put(to, size, &len, fmt, (size_t)(percent - fmt));
		if (*percent == '\0')
			break;
		fmt = percent + 2;
		if (percent[1] == 's') {
			s = va_arg(args, const char *);
			if (s == NULL)
				s = "(null)"; /* as glibc prints it */
			put(to, size, &len, s, strlen(s));
			continue;
		} else if (percent[1] == '%') {
			put(to, size, &len, "%", 1);
			continue;
		} else if (percent[1] == 'u') {
			number = va_arg(args, unsigned);
		} else if (percent[1] == 'l' && percent[2] == 'u') {
			number = va_arg(args, unsigned long);
			fmt++;
		} else if (percent[1] == 'z' && percent[2] == 'u') {
			number = va_arg(args, size_t);
			fmt++;
		} else {
			/* vsnprintf(3) prints all other formats. */
			size_t left = len < size ? size - len : 0;
			int n = vsnprintf(left > 0 ? to + len : NULL, left,
			    percent, args);

			len += n > 0 ? (size_t)n : 0;
			break;
		}
		s = put_number(end, number);
		put(to, size, &len, s, (size_t)(end - s));
	}
	va_end(args);
	if (size > 0)
		to[len < size ? len : size - 1] = '\0';
	return len;
}

size_t
print_text(char *to, size_t size, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = print_vtext(to, size, fmt, ap);
	va_end(ap);
	return n;
}
