/* BIRD's protocols: the reply to "show protocols all". */
#include "peer-status/protocol.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "base/word.h"
#include "peer-status/since.h"

/* Reply codes (BIRD: doc/reply_codes). */
enum { PROTOCOL = 1002, DETAILS = 1006 };

/* Limits far above real use: peer-status does not keep what exceeds them. */
#define PROTOCOLS_MOST ((size_t)1000000)
#define CHANNELS_MOST ((size_t)64)

static char *
copy(struct slice s)
{
	return s.n > 0 ? mem_strndup(s.p, s.n) : NULL;
}

static struct count
count_of(struct slice s)
{
	struct count c = { 0 };
	struct why why;

	c.has = number_parse(s.p, s.n, 0, UINT64_MAX, &c.n, &why);
	return c;
}

/* Parses "NAME TYPE TABLE STATE SINCE INFO".  SINCE is one word or, in the
 * long format, two: a date and a time. */
static void
take_protocol(struct protocols *all, struct slice line)
{
	struct slice name = word_next(&line), since, rest;
	struct protocol *p;

	if (name.n == 0 || all->n == PROTOCOLS_MOST)
		return;
	all->v = mem_grow(all->v, all->n, &all->cap, sizeof *all->v);
	p = &all->v[all->n++];
	*p = (struct protocol){ 0 };
	all->in_channel = false;
	p->name = copy(name);
	p->type = copy(word_next(&line));
	p->table = copy(word_next(&line));
	p->state = copy(word_next(&line));
	since = word_next(&line);
	rest = line;
	if (since_is_date(since) && since_is_time(word_next(&rest))) {
		since.n = (size_t)(rest.p - since.p);
		line = rest;
	}
	p->since = copy(since);
	p->since_at.has = since_seconds(since, all->now, &p->since_at.n);
	p->info = copy(word_trim(line));
}

static void
take_description(struct protocol *p, struct slice value)
{
	free(p->description);
	p->description = copy(value);
}

static void
take_bgp_state(struct protocol *p, struct slice value)
{
	free(p->bgp_state);
	p->bgp_state = copy(value);
}

static void
take_neighbor(struct protocol *p, struct slice value)
{
	free(p->neighbor);
	p->neighbor = copy(value);
}

static void
take_range(struct protocol *p, struct slice value)
{
	take_neighbor(p, value);
	p->is_range = true;
}

/* A range has AS 0: the AS is unknown before a neighbour connects. */
static void
take_neighbor_asn(struct protocol *p, struct slice value)
{
	p->neighbor_asn = count_of(value);
	if (p->neighbor_asn.n == 0)
		p->neighbor_asn.has = false;
}

static void
take_local_asn(struct protocol *p, struct slice value)
{
	p->local_asn = count_of(value);
}

static void
take_last_error(struct protocol *p, struct slice value)
{
	free(p->last_error);
	p->last_error = copy(value);
}

static const struct {
	const char *key;
	void (*take)(struct protocol *p, struct slice value);
} protocol_keys[] = {
	{ "Description", take_description },
	{ "BGP state", take_bgp_state },
	{ "Neighbor address", take_neighbor },
	{ "Neighbor range", take_range },
	{ "Neighbor AS", take_neighbor_asn },
	{ "Local AS", take_local_asn },
	{ "Last error", take_last_error },
};

static void
take_state(struct channel *c, struct slice value)
{
	free(c->state);
	c->state = copy(value);
}

static void
take_table(struct channel *c, struct slice value)
{
	free(c->table);
	c->table = copy(value);
}

/* Parses "2 imported, 3 filtered, 1 exported, 2 preferred". */
static void
take_routes(struct channel *c, struct slice value)
{
	const struct {
		const char *name;
		struct count *count;
	} kinds[] = {
		{ "imported", &c->imported },
		{ "filtered", &c->filtered },
		{ "exported", &c->exported },
		{ "preferred", &c->preferred },
	};

	while (value.n > 0) {
		struct slice number = word_next(&value);
		struct slice kind = word_next(&value);

		if (kind.n > 0 && kind.p[kind.n - 1] == ',')
			kind.n--;
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (slice_is(kind, kinds[i].name))
				*kinds[i].count = count_of(number);
	}
	if (c->imported.has && c->filtered.has)
		c->received = (struct count){ true,
			c->imported.n + c->filtered.n };
}

/* The first columns are received, rejected and filtered.  Rows other than the
 * import updates have other columns. */
static void
take_updates(struct channel *c, struct slice value)
{
	word_next(&value);
	word_next(&value);
	c->rejections = count_of(word_next(&value));
}

/* Parses "1000" or "1000 [HIT]". */
static struct count
take_limit(struct channel *c, struct slice value)
{
	struct count limit = count_of(word_next(&value));

	if (limit.has && slice_is(word_trim(value), "[HIT]"))
		c->limit_hit = true;
	return limit;
}

static void
take_import_limit(struct channel *c, struct slice value)
{
	c->import_limit = take_limit(c, value);
}

static void
take_receive_limit(struct channel *c, struct slice value)
{
	c->receive_limit = take_limit(c, value);
}

static void
take_export_limit(struct channel *c, struct slice value)
{
	c->export_limit = take_limit(c, value);
}

static const struct {
	const char *key;
	void (*take)(struct channel *c, struct slice value);
} channel_keys[] = {
	{ "State", take_state },
	{ "Table", take_table },
	{ "Routes", take_routes },
	{ "Import updates", take_updates },
	{ "Import limit", take_import_limit },
	{ "Receive limit", take_receive_limit },
	{ "Export limit", take_export_limit },
};

static void
start_channel(struct protocols *all, struct protocol *p, struct slice name)
{
	all->in_channel = false;
	if (name.n == 0 || p->nchannel == CHANNELS_MOST)
		return;
	p->channel = mem_resize(p->channel, p->nchannel + 1,
	    sizeof *p->channel);
	p->channel[p->nchannel++] = (struct channel){ .name = copy(name) };
	all->in_channel = true;
}

static void
take_detail(struct protocols *all, struct slice line)
{
	struct protocol *p = &all->v[all->n - 1];
	struct slice text = word_trim(line), key = text, value;
	const char *colon = text.n > 0 ? memchr(text.p, ':', text.n) : NULL;

	if (colon == NULL) {
		if (slice_is(word_next(&text), "Channel"))
			start_channel(all, p, word_trim(text));
		return;
	}
	key.n = (size_t)(colon - key.p);
	value = (struct slice){ colon + 1, text.n - key.n - 1 };
	value = word_trim(value);
	if (all->in_channel) {
		for (size_t i = 0;
		     i < sizeof channel_keys / sizeof *channel_keys; i++)
			if (slice_is(key, channel_keys[i].key))
				channel_keys[i].take(
				    &p->channel[p->nchannel - 1], value);
		return;
	}
	for (size_t i = 0; i < sizeof protocol_keys / sizeof *protocol_keys;
	     i++)
		if (slice_is(key, protocol_keys[i].key))
			protocol_keys[i].take(p, value);
}

bool
protocols_take(void *ctx, unsigned code, struct slice text)
{
	struct protocols *all = ctx;

	if (code == PROTOCOL)
		take_protocol(all, text);
	else if (code == DETAILS && all->n > 0)
		take_detail(all, text);
	return true;
}

void
protocols_sort(struct protocols *all)
{
	sort_all(all->v, all->n, sizeof *all->v, sort_by_text);
}

const struct protocol *
protocols_find(const struct protocols *all, const char *name)
{
	return sort_find(all->v, all->n, sizeof *all->v, &name, sort_by_text);
}

bool
protocol_is_bgp(const struct protocol *p)
{
	return p->type != NULL && strcmp(p->type, "BGP") == 0;
}

bool
protocol_is_up(const struct protocol *p)
{
	return p->state != NULL && strcmp(p->state, "up") == 0;
}

const char *
protocol_interface(const struct protocol *p)
{
	const char *at = p->neighbor != NULL ? strchr(p->neighbor, '%') : NULL;

	return at != NULL ? at + 1 : "";
}

static void
free_one(struct protocol *p)
{
	for (size_t i = 0; i < p->nchannel; i++) {
		free(p->channel[i].name);
		free(p->channel[i].state);
		free(p->channel[i].table);
	}
	free(p->channel);
	free(p->name);
	free(p->type);
	free(p->table);
	free(p->state);
	free(p->since);
	free(p->info);
	free(p->description);
	free(p->bgp_state);
	free(p->neighbor);
	free(p->last_error);
	route_list_free(&p->accepted);
	route_list_free(&p->rejected);
}

void
protocols_cut(struct protocols *all, size_t n)
{
	while (all->n > n)
		free_one(&all->v[--all->n]);
}

void
protocols_free(struct protocols *all)
{
	protocols_cut(all, 0);
	free(all->v);
	*all = (struct protocols){ 0 };
}
