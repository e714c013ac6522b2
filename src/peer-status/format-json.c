/* A status as JSON.  Unknown values are left out.  A list that was asked for
 * is present even if it is empty. */
#include <jansson.h>
#include <string.h>

#include "peer-status/format.h"
#include "peer-status/text.h"

/* Sets KEY and takes ownership of VALUE.  If VALUE is NULL, OBJECT does not
 * change. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (value != NULL)
		json_object_set_new(object, key, value);
}

static void
set_text(json_t *object, const char *key, const char *s)
{
	struct buf clean = { 0 };

	if (s == NULL)
		return;
	text_clean(&clean, s);
	set(object, key, json_stringn(buf_cstr(&clean), clean.len));
	buf_free(&clean);
}

/* jansson's integers end below 2^63: larger numbers become INT64_MAX. */
static void
set_number(json_t *object, const char *key, uint64_t n)
{
	set(object, key,
	    json_integer(n > INT64_MAX ? INT64_MAX : (json_int_t)n));
}

static void
set_count(json_t *object, const char *key, const struct count *c)
{
	if (c->has)
		set_number(object, key, c->n);
}

static json_t *
channel(const struct channel *c)
{
	json_t *o = json_object();

	set_text(o, "name", c->name);
	set_text(o, "state", c->state);
	set_text(o, "table", c->table);
	set_count(o, "received", &c->received);
	set_count(o, "accepted", &c->imported);
	set_count(o, "filtered", &c->filtered);
	set_count(o, "preferred", &c->preferred);
	set_count(o, "exported", &c->exported);
	set_count(o, "import_limit", &c->import_limit);
	set_count(o, "receive_limit", &c->receive_limit);
	set_count(o, "export_limit", &c->export_limit);
	if (c->import_limit.has || c->receive_limit.has || c->export_limit.has)
		set(o, "limit_reached", json_boolean(c->limit_hit));
	return o;
}

static json_t *
reasons(const struct route *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->nreason; i++) {
		json_t *o = json_object();

		set_text(o, "id", r->reason[i].id);
		set_text(o, "text", r->reason[i].text);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
route_list(const struct route_list *routes, bool rejected)
{
	json_t *o = json_object(), *list = json_array();
	char prefix[PREFIX_TEXT];

	for (size_t i = 0; i < routes->n; i++) {
		const struct route *r = &routes->v[i];
		json_t *one = json_object();

		set_text(one, "prefix", prefix_print(prefix, &r->prefix));
		if (r->has_first)
			set_number(one, "first_asn", r->first);
		if (r->has_last)
			set_number(one, "origin_asn", r->last);
		if (rejected)
			set(one, "reasons", reasons(r));
		json_array_append_new(list, one);
	}
	if (routes->has_total) {
		set_number(o, "total", routes->total);
		set_number(o, "more",
		    routes->total > routes->n ? routes->total - routes->n : 0);
	}
	set(o, "routes", list);
	return o;
}

static json_t *
session(const struct protocol *p)
{
	json_t *o = json_object(), *channels = json_array();
	const char *interface = protocol_interface(p);
	struct count unkept = status_unkept(p);

	set_text(o, "name", p->name);
	set_text(o, "type", p->type);
	set_text(o, "state", p->state);
	set_text(o, "bgp_state", p->bgp_state);
	set_text(o, "since", p->since);
	set_count(o, "since_seconds", &p->since_at);
	set_text(o, "info", p->info);
	set_text(o, "last_error", p->last_error);
	set_text(o, "description", p->description);
	set_text(o, "neighbor", p->neighbor);
	if (interface[0] != '\0')
		set_text(o, "interface", interface);
	set_count(o, "neighbor_asn", &p->neighbor_asn);
	set_count(o, "local_asn", &p->local_asn);
	for (size_t i = 0; i < p->nchannel; i++)
		json_array_append_new(channels, channel(&p->channel[i]));
	set(o, "channels", channels);
	if (p->accepted.has_total)
		set(o, "accepted", route_list(&p->accepted, false));
	if (p->rejected.has_total)
		set(o, "rejected", route_list(&p->rejected, true));
	set_count(o, "unlisted_rejections", &unkept);
	return o;
}

static json_t *
refusal_reasons(const struct attendee *a)
{
	json_t *list = json_array();

	for (const struct refusal *r = a->refusal; r != a->refusal_end; r++)
		for (size_t i = 0; i < r->reason.n; i++) {
			struct buf clean = { 0 };

			text_clean(&clean, r->reason.v[i]);
			json_array_append_new(list,
			    json_stringn(buf_cstr(&clean), clean.len));
			buf_free(&clean);
		}
	return list;
}

static json_t *
silent(const struct attendee *a)
{
	json_t *list = json_array();
	char prefix[PREFIX_TEXT];

	for (size_t i = 0; i < a->nsilent; i++)
		json_array_append_new(list,
		    json_string(prefix_print(prefix, &a->silent[i])));
	return list;
}

/* Who is there or should be, in the page's order. */
static json_t *
attendance(const struct attendance *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++) {
		const struct attendee *a = &all->v[i];
		json_t *o = json_object();

		set_count(o, "asn", &a->asn);
		set_text(o, "as_name", a->name);
		set_text(o, "state", attendee_state_id(a->state));
		set_text(o, "session",
		    a->session != NULL ? a->session->name : NULL);
		set_count(o, "since_seconds", &a->since);
		set_text(o, "key", a->key);
		if (a->refusal != NULL)
			set(o, "refused", refusal_reasons(a));
		if (a->silent != NULL)
			set(o, "not_announced", silent(a));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
tunnel(const struct tunnel *t)
{
	json_t *o = json_object();
	char key[WGKEY_TEXT];

	set_text(o, "interface", t->interface);
	set_text(o, "public_key", wgkey_print(key, &t->key));
	set_text(o, "endpoint", t->endpoint);
	set_number(o, "last_handshake_seconds", t->handshake);
	set_number(o, "received_bytes", t->received);
	set_number(o, "sent_bytes", t->sent);
	set_number(o, "keepalive_seconds", t->keepalive);
	return o;
}

static json_t *
announcements(const struct announcements *all)
{
	json_t *list = json_array();
	char prefix[PREFIX_TEXT], verdict[ORIGIN_TEXT];

	for (size_t i = 0; i < all->n; i++) {
		const struct announcement *a = &all->v[i];
		json_t *o = json_object();

		set_text(o, "prefix", prefix_print(prefix, &a->prefix));
		set_number(o, "origin_asn", a->asn);
		set_text(o, "state", origin_state_name(a->verdict.state));
		set_text(o, "text", origin_print(verdict, &a->verdict));
		json_array_append_new(list, o);
	}
	return list;
}

/* The requests whose sessions are not up. */
static json_t *
requests(const struct request_states *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++) {
		const struct request_state *r = &all->v[i];
		json_t *o = json_object();

		set_text(o, "name", r->name);
		set_number(o, "asn", r->asn);
		set_text(o, "state", r->state);
		set_text(o, "why", r->why.text);
		json_array_append_new(list, o);
	}
	return list;
}

bool
json_print(FILE *f, const struct status *s, const struct page *page)
{
	json_t *o, *bird, *list;
	bool ok;

	o = json_object();
	bird = json_object();
	set_number(o, "time_seconds", s->now);
	set(bird, "up", json_boolean(s->bird_up));
	if (!s->bird_up)
		set_text(bird, "error", s->why.text);
	set_text(bird, "version", s->version);
	set_text(bird, "router_id", s->router_id);
	set(o, "bird", bird);
	if (s->bird_up) {
		list = json_array();
		for (size_t i = 0; i < s->protocols.n; i++)
			json_array_append_new(list,
			    session(&s->protocols.v[i]));
		set(o, "sessions", list);
		set(o, "networks", attendance(page->attendance));
	}
	if (s->requests.n > 0)
		set(o, "requests", requests(&s->requests));
	if (s->announcements.n > 0)
		set(o, "announcements", announcements(&s->announcements));
	if (s->has_tunnels) {
		list = json_array();
		for (size_t i = 0; i < s->tunnels.n; i++)
			json_array_append_new(list, tunnel(&s->tunnels.v[i]));
		set(o, "tunnels", list);
	}
	ok = o != NULL &&
	    (json_dumpf(o, f, JSON_INDENT(1) | JSON_PRESERVE_ORDER) == 0 ||
		ferror(f));
	putc('\n', f);
	json_decref(o);
	return ok;
}
