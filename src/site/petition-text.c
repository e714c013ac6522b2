/* The text of a petition, which a network signs. */
#include "site/petition-text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/timestamp.h"

static bool
read_mntner(struct petition_text *t, struct slice v, struct why *why)
{
	if (!mntner_check(v.p, v.n, why))
		return false;
	t->mntner = mem_strndup(v.p, v.n);
	return true;
}

static bool
read_network(struct petition_text *t, struct slice v, struct why *why)
{
	return asn_parse(v.p, v.n, &t->network, why);
}

static bool
read_operation(struct petition_text *t, struct slice v, struct why *why)
{
	return petition_operation_parse(v.p, v.n, &t->petition.operation, why);
}

static bool
read_date(struct petition_text *t, struct slice v, struct why *why)
{
	return timestamp_parse(v.p, v.n, &t->petition.date, why);
}

/* The keys of the text that are not fields of a request.  All are required. */
static const struct text_key {
	const char *name;
	bool (*read)(struct petition_text *t, struct slice value,
	    struct why *why);
} keys[] = {
	{ "mntner", read_mntner },
	{ "network", read_network },
	{ "operation", read_operation },
	{ "date", read_date },
};
enum { KEYS = sizeof keys / sizeof *keys };

/* True if a text may set this key of the peer. */
static bool
is_field(const struct key *key)
{
	ptrdiff_t i = key - peer_schema.keys;

	return i == PEER_NAME ||
	    ((key->flags & PEER_IN_REQUEST) != 0 && i != PEER_ID &&
		i != PEER_MNTNER);
}

static bool
next_line(struct slice *text, struct slice *line)
{
	if (text->n == 0)
		return false;
	*line = slice_cut(text, '\n');
	/* Mail programs may add blanks or CR to the end of a line. */
	while (line->n > 0 && strchr(" \t\r", line->p[line->n - 1]) != NULL &&
	    line->p[line->n - 1] != '\0')
		line->n--;
	return true;
}

/* Splits "KEY: VALUE".  False if the line is empty or a comment, or has no
 * colon. */
static bool
split(struct slice line, struct slice *key, struct slice *value)
{
	const char *colon = line.n == 0 ? NULL : memchr(line.p, ':', line.n);

	if (colon == NULL || line.p[0] == '#')
		return false;
	*key = (struct slice){ line.p, (size_t)(colon - line.p) };
	*value = (struct slice){ colon + 1, line.n - key->n - 1 };
	while (value->n > 0 && (*value->p == ' ' || *value->p == '\t')) {
		value->p++;
		value->n--;
	}
	return true;
}

/* True if LINE is text.  A field may hold UTF-8. */
static bool
is_text(struct slice line, struct why *why)
{
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		if ((c >= 0x20 && c != 0x7f) || c == '\t')
			continue;
		why_set(why, "a control character 0x%02x (expected text)", c);
		return false;
	}
	return true;
}

static bool
twice(struct why *why)
{
	why_set(why, "there twice (expected once)");
	return false;
}

static bool
take_field(struct petition_text *t, const struct key *row, struct slice value,
    struct why *why)
{
	size_t i = (size_t)(row - peer_schema.keys);

	if (peer_given(&t->peer, (unsigned)i) || t->clear[i])
		return twice(why);
	if (value.n == 0) {
		t->clear[i] = true;
		return true;
	}
	if (!value_parse(row, value.p, value.n, &t->peer, why))
		return false;
	peer_mark(&t->peer, (unsigned)i);
	return true;
}

static bool
take_line(struct petition_text *t, struct slice line, unsigned *seen,
    const char **key, struct why *why)
{
	struct slice name, value;
	const struct key *row;

	*key = NULL;
	if (!is_text(line, why))
		return false;
	if (line.n == 0 || line.p[0] == '#')
		return true;
	if (!split(line, &name, &value)) {
		why_not(why, line.p, line.n, "a line KEY: VALUE");
		return false;
	}
	for (unsigned i = 0; i < KEYS; i++) {
		if (!slice_is(name, keys[i].name))
			continue;
		*key = keys[i].name;
		if ((*seen & 1u << i) != 0)
			return twice(why);
		*seen |= 1u << i;
		return keys[i].read(t, value, why);
	}
	row = schema_find(&peer_schema, name.p, name.n);
	if (row == NULL || !is_field(row)) {
		why_not(why, name.p, name.n, "a key of a request");
		return false;
	}
	*key = row->name;
	return take_field(t, row, value, why);
}

/* Checks that all required keys were given, and sets the default name. */
static bool
complete(struct petition_text *t, unsigned seen, const char **key,
    struct why *why)
{
	char name[16];

	for (unsigned i = 0; i < KEYS; i++)
		if ((seen & 1u << i) == 0) {
			*key = keys[i].name;
			why_set(why, "missing");
			return false;
		}
	if (!peer_given(&t->peer, PEER_ASN)) {
		*key = "asn";
		why_set(why, "missing");
		return false;
	}
	if (t->peer.name == NULL) {
		snprintf(name, sizeof name, "as%" PRIu32, t->peer.asn);
		t->peer.name = mem_strdup(name);
		peer_mark(&t->peer, PEER_NAME);
	}
	if (t->petition.operation != PETITION_CHANGE)
		memset(t->clear, 0, sizeof t->clear);
	t->clear[PEER_NAME] = t->clear[PEER_ROUTER] = false;
	t->petition.asn = t->peer.asn;
	return true;
}

bool
petition_text_parse(struct petition_text *t, struct slice text,
    const char **key, struct why *why)
{
	struct slice line = { "", 0 };
	unsigned seen = 0;

	*t = (struct petition_text){ 0 };
	*key = NULL;
	if (!next_line(&text, &line) || !slice_is(line, PETITION_TEXT_FIRST)) {
		why_not(why, line.p, line.n, "the line " PETITION_TEXT_FIRST);
		return false;
	}
	while (next_line(&text, &line))
		if (!take_line(t, line, &seen, key, why))
			return false;
	return complete(t, seen, key, why);
}

void
petition_text_free(struct petition_text *t)
{
	petition_free(&t->petition);
	free(t->mntner);
	peer_free(&t->peer);
	*t = (struct petition_text){ 0 };
}

struct slice
petition_text_hint(struct slice text, const char *key)
{
	struct slice line, name, value;

	while (next_line(&text, &line))
		if (split(line, &name, &value) && slice_is(name, key))
			return value;
	return (struct slice){ NULL, 0 };
}

void
petition_text_put(struct buf *line, const struct petition_text *t,
    const char *key)
{
	char *texts[PEER_KEYS];
	struct slice name[PEER_KEYS], value[PEER_KEYS];
	struct petition p = t->petition;
	size_t n = 0;

	p.name = t->peer.name;
	p.key = mem_strdup(key);
	p.signed_by = t->mntner;
	for (unsigned i = 0; i < PEER_KEYS; i++) {
		const struct key *row = &peer_schema.keys[i];
		struct buf text = { 0 };

		if (i == PEER_NAME ||
		    (!t->clear[i] && !peer_given(&t->peer, i)))
			continue;
		if (!t->clear[i])
			value_print(row, &t->peer, &text);
		texts[n] = mem_strdup(buf_cstr(&text));
		buf_free(&text);
		name[n] = (struct slice){ row->name, strlen(row->name) };
		value[n] = (struct slice){ texts[n], strlen(texts[n]) };
		n++;
	}
	petition_put(line, &p, name, value, n);
	while (n > 0)
		free(texts[--n]);
	free(p.key);
}

/* Prints the fields of the peer.  An optional field without a value is
 * commented out with #. */
static void
print_fields(FILE *f, enum petition_operation operation, const struct peer *p)
{
	struct buf text = { 0 };

	for (unsigned i = 0; i < PEER_KEYS; i++) {
		const struct key *row = &peer_schema.keys[i];
		bool given = p != NULL && peer_given(p, i);
		bool needed = i == PEER_PUBLIC_KEY &&
		    operation == PETITION_CREATE;

		if (!is_field(row) || i == PEER_NAME || i == PEER_ASN ||
		    i == PEER_ROUTER || i == PEER_PSK)
			continue;
		text.len = 0;
		if (given)
			value_print(row, p, &text);
		fprintf(f, "%s%s: %s\n", given || needed ? "" : "# ", row->name,
		    buf_cstr(&text));
	}
	buf_free(&text);
}

void
petition_text_print(FILE *f, enum petition_operation operation,
    const char *mntner, uint32_t network, const char *router, uint32_t asn,
    const struct peer *p, int64_t date)
{
	char text[TIMESTAMP_TEXT];

	fprintf(f, PETITION_TEXT_FIRST "\nmntner: %s\nnetwork: AS%" PRIu32 "\n",
	    mntner != NULL ? mntner : "", network);
	if (router != NULL)
		fprintf(f, "router: %s\n", router);
	fprintf(f, "operation: %s\nasn: ", petition_operations[operation]);
	if (asn != 0)
		fprintf(f, "%" PRIu32, asn);
	putc('\n', f);
	if (p != NULL && peer_given(p, PEER_NAME))
		fprintf(f, "name: %s\n", p->name);
	if (operation == PETITION_CREATE || operation == PETITION_CHANGE)
		print_fields(f, operation, p);
	fprintf(f, "date: %s\n", timestamp_print(text, date));
}
