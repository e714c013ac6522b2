/* The judge: runs the checks on every peer, and resolves conflicts. */
#include "peer-validate/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "peer-validate/check.h"
#include "peer-validate/claim.h"
#include "peer-validate/json-text.h"
#include "site/peer-derive.h"
#include "site/mesh-links.h"

/*
 * The order of claims: the operator's own peers, first those without an id,
 * then those with an id; then requests with an id, then without.  So a request
 * cannot take anything from a peer of the operator.
 */
static int
rank(const struct candidate *c)
{
	bool id = peer_given(c->peer, PEER_ID);

	if (c->own)
		return id ? 1 : 0;
	return id ? 2 : 3;
}

/* Sorts by right: in a conflict, the earlier candidate stays. */
static int
by_right(const void *va, const void *vb)
{
	const struct candidate *ca = va, *cb = vb;
	const struct peer *a = ca->peer, *b = cb->peer;
	int c = rank(ca) - rank(cb);

	if (c != 0)
		return c;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	c = peer_cmp(a, b);
	if (c == 0)
		c = strcmp(a->place.file, b->place.file);
	if (c == 0)
		c = (a->place.line > b->place.line) -
		    (a->place.line < b->place.line);
	return c;
}

struct key_seen {
	struct candidate *first;
	UT_hash_handle hh;
};

/* Marks every candidate whose public key another candidate has, too. */
static void
find_shared_keys(struct candidate *c, size_t n)
{
	struct key_seen *all = NULL, *slots, *found;

	slots = mem_zalloc(n * sizeof *slots);
	for (size_t i = 0; i < n; i++) {
		const struct wgkey *key = &c[i].peer->public_key;

		if (!peer_given(c[i].peer, PEER_PUBLIC_KEY))
			continue;
		HASH_FIND(hh, all, key->bytes, sizeof key->bytes, found);
		if (found != NULL) {
			found->first->key_shared = c[i].key_shared = true;
			continue;
		}
		slots[i].first = &c[i];
		HASH_ADD_KEYPTR(hh, all, key->bytes, sizeof key->bytes,
		    &slots[i]);
	}
	HASH_CLEAR(hh, all);
	free(slots);
}

static void
add_text(struct buf *to, const char *name, const char *text)
{
	buf_printf(to, "      \"%s\": ", name);
	json_text_put(to, text);
}

static void
add_found(struct buf *to, unsigned key, const char *id, const char *outcome,
    const char *why)
{
	buf_str(to, to->len == 0 ? "    {\n" : ",\n    {\n");
	add_text(to, "check", id);
	buf_str(to, ",\n");
	add_text(to, "field", peer_schema.keys[key].name);
	buf_str(to, ",\n");
	add_text(to, "outcome", outcome);
	if (why != NULL) {
		buf_str(to, ",\n");
		add_text(to, "why", why);
	}
	buf_str(to, "\n    }");
}

/* Writes the outcome of a check of the field KEY, for --explain. */
static void
explain(struct judge *j, const struct peer *p, unsigned key, const char *id,
    const char *outcome, const char *why)
{
	if (j->explain == NULL || strcmp(j->explain, p->name) != 0)
		return;
	if (j->found != NULL) {
		add_found(j->found, key, id, outcome, why);
		return;
	}
	fprintf(j->to, "%-18s %s%s%s\n", id, outcome, why != NULL ? ": " : "",
	    why != NULL ? why : "");
}

/* "FILE:LINE: NAME: FIELD: REASON [ID]", with the line of the field. */
static void
report(struct judge *j, const struct candidate *c, enum diag_level level,
    unsigned key, const char *id, const char *why)
{
	struct place place = c->peer->place;

	if (c->peer->line[key] != 0)
		place.line = c->peer->line[key];
	j->diag->others = c->stranger;
	diag_say(j->diag, level, &place, c->peer->name, "%s: %s [%s]",
	    peer_schema.keys[key].name, why, id);
	j->diag->others = false;
	if (level == DIAG_REFUSED && c->stranger)
		refused_requests_add(j->refusals, c->peer->name,
		    peer_schema.keys[key].name, why, id);
}

/*
 * Sets the latency that link-latency measured, if the operator set none.  The
 * operator's value has priority; a measured value of another class is a
 * warning.
 */
static void
join_latency(struct judge *j, const struct candidate *c)
{
	struct peer *p = c->peer;
	const struct latency *l = c->router == NULL ?
	    NULL :
	    latencies_find(j->latencies, c->router->name, p->name);
	char ms[16], written[16];
	struct why why;

	if (l == NULL)
		return;
	latency_print(ms, sizeof ms, l->us);
	if (!peer_given(p, PEER_LATENCY)) {
		why_set(&why, "%s ms, class %u", ms, l->class);
		explain(j, p, PEER_LATENCY, "latency", "measured", why.text);
		p->latency = l->us;
		peer_mark(p, PEER_LATENCY);
		return;
	}
	latency_print(written, sizeof written, p->latency);
	why_set(&why,
	    "%s ms (class %u) is written and counts; measured are "
	    "%s ms (class %u)",
	    written, latency_class(p->latency), ms, l->class);
	explain(j, p, PEER_LATENCY, "latency", "written", why.text);
	if (j->explain == NULL)
		report(j, c,
		    latency_class(p->latency) == l->class ? DIAG_NOTE :
							    DIAG_WARNING,
		    PEER_LATENCY, "latency", why.text);
}

/* The mesh links of a router of the site. */
struct router_links {
	struct mesh_link *v; /* NULL: not computed yet */
	size_t n;
};

static const struct router_links *
links_of(struct router_links *all, const struct site *site,
    const struct site_router *router)
{
	static const struct router_links none;
	struct router_links *links;

	if (router == NULL || !mesh_there(site))
		return &none;
	links = &all[router - site->routers];
	if (links->v == NULL)
		links->n = mesh_links(site, router, &links->v);
	return links;
}

/* With --explain, runs every check; otherwise stops at the first failure. */
static void
run_checks(struct judge *j, struct candidate *c,
    const struct router_links *links)
{
	struct check_context context = { j->site, j->registry, c->router,
		links->v, links->n, j->psks, c->stranger, c->key_shared };

	for (const struct check *check = checks; check->id != NULL; check++) {
		struct why why;

		if (!check->failed(&context, c->peer, &why)) {
			explain(j, c->peer, check->key, check->id, "ok", NULL);
			continue;
		}
		explain(j, c->peer, check->key, check->id,
		    check->warns ? "warning" : "refused", why.text);
		if (!c->refused)
			report(j, c, check->warns ? DIAG_WARNING : DIAG_REFUSED,
			    check->key, check->id, why.text);
		if (!check->warns)
			c->refused = true;
		if (c->refused && j->explain == NULL)
			return;
	}
}

static void
settle(struct judge *j, struct claims *book, struct candidate *c)
{
	struct why why;
	unsigned key;

	if (c->refused) {
		explain(j, c->peer, PEER_NAME, "conflict", "not looked at",
		    NULL);
		return;
	}
	if (claims_take(book, c->peer, &key, &why)) {
		explain(j, c->peer, PEER_NAME, "conflict", "ok", NULL);
		return;
	}
	c->refused = true;
	explain(j, c->peer, key, "conflict", "refused", why.text);
	report(j, c, DIAG_REFUSED, key, "conflict", why.text);
}

unsigned long
judge_peers(struct judge *j, struct candidate *c, size_t n)
{
	size_t nrouters = j->site->nrouters;
	struct router_links *links = mem_zalloc(nrouters * sizeof *links);
	struct claims book = { 0 };
	unsigned long refused = 0;

	for (size_t i = 0; i < n; i++) {
		c[i].router = derive_peer(c[i].peer, j->site,
		    j->default_router);
		join_latency(j, &c[i]);
	}
	sort_all(c, n, sizeof *c, by_right);
	find_shared_keys(c, n);
	for (size_t i = 0; i < n; i++) {
		run_checks(j, &c[i], links_of(links, j->site, c[i].router));
		settle(j, &book, &c[i]);
		refused += c[i].refused;
	}
	claims_free(&book);
	for (size_t i = 0; i < nrouters; i++)
		free(links[i].v);
	free(links);
	return refused;
}

static void
write_found(const struct judge *j, bool refused)
{
	fprintf(j->to,
	    "{\n  \"name\": \"%s\",\n  \"refused\": %s,\n"
	    "  \"checks\": [\n%s\n  ]\n}\n",
	    j->explain, refused ? "true" : "false", buf_cstr(j->found));
}

int
judge_explained(const struct judge *j, const struct candidate *c, size_t n)
{
	static const struct place place = { "--explain", 0 };
	bool found = false, refused = false;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(c[i].peer->name, j->explain) != 0)
			continue;
		found = true;
		refused |= c[i].refused;
	}
	if (!found)
		diag_say(j->diag, DIAG_ERROR, &place, NULL,
		    "no peer is named \"%s\"", j->explain);
	else if (j->found != NULL)
		write_found(j, refused);
	return !found ? 2 : refused ? 1 : 0;
}
