/* Printing: texts and numbers into memory. */
#include "print.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Where text goes; what does not fit is counted only. */
struct target {
	char *to;
	size_t size;
	size_t n;
};

static void
put(struct target *t, const char *s, size_t n)
{
	if (t->n < t->size)
		memcpy(t->to + t->n, s, n < t->size - t->n ? n :
		    t->size - t->n);
	t->n += n;
}

static void
put_number(struct target *t, uint64_t v)
{
	char digits[20];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	put(t, digits + at, sizeof digits - at);
}

/* The directive behind a %, where it is one of ours: how long it is. */
static size_t
put_directive(struct target *t, const char *fmt, va_list *ap)
{
	const char *s;

	switch (fmt[0]) {
	case 's':
		s = va_arg(*ap, const char *);
		if (s == NULL)
			s = "(null)";	/* as glibc has it */
		put(t, s, strlen(s));
		return 1;
	case 'u':
		put_number(t, va_arg(*ap, unsigned));
		return 1;
	case 'l':
		if (fmt[1] != 'u')
			return 0;
		put_number(t, va_arg(*ap, unsigned long));
		return 2;
	case 'z':
		if (fmt[1] != 'u')
			return 0;
		put_number(t, va_arg(*ap, size_t));
		return 2;
	case '%':
		put(t, "%", 1);
		return 1;
	default:
		return 0;
	}
}

/* Leaves the rest to vsnprintf(3), from a directive on that is not ours. */
static void
put_rest(struct target *t, const char *fmt, va_list ap)
{
	size_t left = t->n < t->size ? t->size - t->n : 0;
	int n = vsnprintf(left > 0 ? t->to + t->n : NULL, left, fmt, ap);

	t->n += n > 0 ? (size_t)n : 0;
}

size_t
print_vtext(char *to, size_t size, const char *fmt, va_list ap)
{
	struct target t = { to, size, 0 };
	va_list args;

	va_copy(args, ap);
	for (;;) {
		const char *percent = strchrnul(fmt, '%');
		size_t taken;

		put(&t, fmt, (size_t)(percent - fmt));
		if (*percent == '\0')
			break;
		taken = put_directive(&t, percent + 1, &args);
		if (taken == 0) {
			put_rest(&t, percent, args);
			break;
		}
		fmt = percent + 1 + taken;
	}
	va_end(args);
	if (size > 0)
		to[t.n < size ? t.n : size - 1] = '\0';
	return t.n;
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
