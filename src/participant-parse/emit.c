/* A participant on standard output. */
#include "participant-parse/emit.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/buf.h"
#include "stream/record.h"

static int
by_addr(const void *a, const void *b)
{
	return addr_cmp(a, b);
}

static int
by_prefix(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}

static void
start(struct buf *line, uint32_t asn)
{
	char text[ASN_TEXT];
	const char *number = asn_print(text, asn);

	record_start(line, "participant", strlen("participant"), number,
	    strlen(number));
}

static void
add_addrs(struct buf *line, struct addr_list *addrs)
{
	char text[ADDR_TEXT];

	if (addrs->n > 0)
		qsort(addrs->v, addrs->n, sizeof *addrs->v, by_addr);
	for (size_t i = 0; i < addrs->n; i++)
		if (i == 0 || addr_cmp(&addrs->v[i - 1], &addrs->v[i]) != 0)
			record_field_str(line, "address",
			    addr_print(text, &addrs->v[i]));
}

static void
add_prefixes(struct buf *line, struct prefix_list *list)
{
	char text[PREFIX_TEXT];

	if (list->n > 0)
		qsort(list->v, list->n, sizeof *list->v, by_prefix);
	for (size_t i = 0; i < list->n; i++)
		if (i == 0 || prefix_cmp(&list->v[i - 1], &list->v[i]) != 0)
			record_field_str(line, "prefix",
			    prefix_print(text, &list->v[i]));
}

static void
put(FILE *f, struct buf *line)
{
	record_finish(line);
	fwrite(line->data, 1, line->len, f);
	buf_free(line);
}

void
emit_participant(FILE *f, struct user *u)
{
	struct buf line = { 0 };

	start(&line, u->asns.v[0]);
	add_addrs(&line, &u->addrs);
	add_prefixes(&line, &u->prefixes);
	record_field(&line, "user", strlen("user"), u->email, u->email_len);
	put(f, &line);
}

void
emit_servers(FILE *f, uint32_t asn, struct addr_list *addrs)
{
	struct buf line = { 0 };

	start(&line, asn);
	add_addrs(&line, addrs);
	put(f, &line);
}
