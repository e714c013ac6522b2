/* A buffer: an array of bytes that grows. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/print.h"

/* The slow path of buf_room(). */
void
buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap < 256 ? 256 : b->cap;

	while (cap - b->len < n)
		cap = cap > SIZE_MAX / 2 ? SIZE_MAX : cap * 2;
	b->data = mem_resize(b->data, cap, 1);
	b->cap = cap;
}

void
buf_add(struct buf *b, const void *data, size_t n)
{
	if (n == 0)
		return;
	memcpy(buf_room(b, n), data, n);
	b->len += n;
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->len++;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	/* Most texts fit in 512 bytes; a longer text is printed twice. */
	n = print_vtext(buf_room(b, 512), 512, fmt, ap);
	if (n >= 512)
		print_vtext(buf_room(b, n + 1), n + 1, fmt, ap);
	b->len += n;
	va_end(ap);
}

const char *
buf_cstr(struct buf *b)
{
	*buf_room(b, 1) = '\0';
	return b->data;
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}
