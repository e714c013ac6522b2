#ifndef BIRDFEED_BUF_H
#define BIRDFEED_BUF_H

#include <stddef.h>

/* A byte buffer that grows.  A zeroed struct is an empty buffer; free it with
 * buf_free(). */
struct buf {
	char *data;
	size_t len;
	size_t cap;
};

void buf_grow(struct buf *b, size_t n);
/* Makes room for N more bytes after the content and returns a pointer to that
 * room.  LEN does not change. */
static inline char *
buf_room(struct buf *b, size_t n)
{
	if (b->cap - b->len < n)
		buf_grow(b, n);
	return b->data + b->len;
}

void buf_add(struct buf *b, const void *data, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Returns the content, followed by a NUL that LEN does not count.  The buffer
 * owns the text. */
const char *buf_cstr(struct buf *b);
void buf_free(struct buf *b);

#endif
