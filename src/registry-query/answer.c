/* An answer: a line of columns, and its sort key. */
#include "registry-query/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/utf8.h"

/* The types of keys, in the order of output. */
enum { ORDER_ASN, ORDER_SPAN, ORDER_TEXT };

static void
order_addr(struct buf *order, const struct addr *a)
{
	buf_char(order, (char)a->family);
	buf_add(order, a->bytes, sizeof a->bytes);
}

static void
order_asn(struct buf *order, uint32_t asn)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(order, (char)(asn >> shift));
}

/* The NUL ends the text, so that later parts are less significant. */
void
answer_order_text(struct answers *a, struct slice text)
{
	buf_add(&a->order, text.p, text.n);
	buf_char(&a->order, '\0');
}

void
answer_order_prefix(struct answers *a, const struct prefix *p)
{
	order_addr(&a->order, &p->addr);
	buf_char(&a->order, (char)p->len);
}

void
answer_order_byte(struct answers *a, uint8_t byte)
{
	buf_char(&a->order, (char)byte);
}

void
answer_order_size(struct answers *a, const struct span *span)
{
	unsigned char size[SPAN_SIZE];

	span_size(span, size);
	buf_add(&a->order, size, sizeof size);
	order_addr(&a->order, &span->first);
}

void
answer_order_key(struct answers *a, struct slice key)
{
	struct span span;
	struct why why;
	uint32_t asn;

	if (asn_parse(key.p, key.n, &asn, &why)) {
		buf_char(&a->order, ORDER_ASN);
		order_asn(&a->order, asn);
	} else if (span_of_key(key, &span, &why)) {
		buf_char(&a->order, ORDER_SPAN);
		order_addr(&a->order, &span.first);
		answer_order_size(a, &span);
	} else {
		buf_char(&a->order, ORDER_TEXT);
		answer_order_text(a, key);
	}
}

/*
 * Escapes a value like a record's.  A person reads it, so control characters
 * and text that changes the writing direction are escaped as well.
 */
static void
column_value(struct buf *line, struct slice text)
{
	size_t start = 0, i = 0;

	while (i < text.n) {
		size_t n = utf8_length(text.p + i, text.n - i);
		bool visible = n <= 1 || utf8_is_visible(text.p + i, n);

		if (!visible) {
			record_value(line, text.p + start, i - start);
			for (size_t j = 0; j < n; j++)
				buf_printf(line, "\\x%02x",
				    (unsigned char)text.p[i + j]);
			start = i + n;
		}
		i += n > 0 ? n : 1;
	}
	record_value(line, text.p + start, text.n - start);
}

void
answer_column(struct answers *a, struct slice text)
{
	if (a->line.len > 0)
		buf_char(&a->line, '\t');
	if (text.n > 0)
		column_value(&a->line, text);
	else
		buf_char(&a->line, '-');
}

void
answer_column_field(struct answers *a, const struct record *r, const char *name)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		if (!slice_is(r->name[i], name))
			continue;
		if (text.len > 0)
			buf_char(&text, ',');
		buf_add(&text, r->value[i].p, r->value[i].n);
	}
	answer_column(a, (struct slice){ text.data, text.len });
	buf_free(&text);
}

void
answer_column_str(struct answers *a, const char *text)
{
	answer_column(a, (struct slice){ text, strlen(text) });
}

void
answer_finish(struct answers *a)
{
	struct answer new = { .order = a->text.len, .order_len = a->order.len };

	buf_add(&a->text, a->order.data, a->order.len);
	new.line = a->text.len;
	new.line_len = a->line.len;
	buf_add(&a->text, a->line.data, a->line.len);
	a->v = mem_grow(a->v, a->n, &a->cap, sizeof new);
	a->v[a->n++] = new;
	a->order.len = a->line.len = 0;
}

static int
by_order(const void *va, const void *vb, void *ctx)
{
	const struct answer *a = va, *b = vb;
	const char *text = ctx;
	int c = slice_cmp((struct slice){ text + a->order, a->order_len },
	    (struct slice){ text + b->order, b->order_len });

	return c != 0 ? c :
			slice_cmp((struct slice){ text + a->line, a->line_len },
			    (struct slice){ text + b->line, b->line_len });
}

void
answers_sort(struct answers *a)
{
	size_t kept = 0;

	if (a->n == 0)
		return;
	qsort_r(a->v, a->n, sizeof *a->v, by_order, a->text.data);
	for (size_t i = 1; i < a->n; i++)
		if (by_order(&a->v[kept], &a->v[i], a->text.data) != 0)
			a->v[++kept] = a->v[i];
	a->n = kept + 1;
}

void
answers_print(FILE *f, const struct answers *a)
{
	for (size_t i = 0; i < a->n; i++) {
		fwrite(a->text.data + a->v[i].line, 1, a->v[i].line_len, f);
		putc('\n', f);
	}
}

void
answers_free(struct answers *a)
{
	free(a->v);
	buf_free(&a->text);
	buf_free(&a->order);
	buf_free(&a->line);
	*a = (struct answers){ 0 };
}
