/* The tunnels that the sessions use. */
#include "peer-status/tunnel-status.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "host/run.h"
#include "host/wgdump.h"

static int
by_interface(const void *va, const void *vb)
{
	const struct tunnel *a = va, *b = vb;
	int c = strcmp(a->interface, b->interface);

	return c != 0 ? c : memcmp(a->key.bytes, b->key.bytes, WGKEY_LEN);
}

static void
add(struct tunnels *all, const struct wgdump_row *row)
{
	struct tunnel *t;

	all->v = mem_grow(all->v, all->n, &all->cap, sizeof *all->v);
	t = &all->v[all->n++];
	*t = (struct tunnel){ .key = row->key,
		.handshake = row->handshake,
		.received = row->received,
		.sent = row->sent,
		.keepalive = row->keepalive };
	t->interface = mem_strndup(row->interface.p, row->interface.n);
	if (row->endpoint.n > 0)
		t->endpoint = mem_strndup(row->endpoint.p, row->endpoint.n);
}

bool
tunnels_take(struct tunnels *all, struct slice dump, struct why *why)
{
	bool ok = true;

	while (ok && dump.n > 0) {
		struct wgdump_row row;

		ok = wgdump_parse(&row, wgdump_line(&dump), why);
		if (ok && row.is_peer)
			add(all, &row);
		wgdump_row_free(&row);
	}
	sort_all(all->v, all->n, sizeof *all->v, by_interface);
	return ok;
}

bool
tunnels_ask(struct tunnels *all, unsigned seconds, struct why *why)
{
	static const char *const argv[] = { "wg", "show", "all", "dump", NULL };
	struct run run = { .seconds = seconds };
	bool ok = run_program(&run, (char *const *)argv, why) == 0;

	/* Without permission, wg(8) prints an error but exits with 0. */
	if (ok && run.out.len == 0 && run.err.len > 0) {
		why_set(why, "wg: %.*s", (int)strcspn(buf_cstr(&run.err), "\n"),
		    buf_cstr(&run.err));
		ok = false;
	}
	if (ok && run.out.len > 0)
		ok = tunnels_take(all,
		    (struct slice){ run.out.data, run.out.len }, why);
	run_free(&run);
	return ok;
}

const struct tunnel *
tunnels_find(const struct tunnels *all, const char *interface)
{
	return sort_find(all->v, all->n, sizeof *all->v, &interface,
	    sort_by_text);
}

void
tunnels_cut(struct tunnels *all, size_t n)
{
	while (all->n > n) {
		struct tunnel *t = &all->v[--all->n];

		free(t->interface);
		free(t->endpoint);
	}
}

void
tunnels_free(struct tunnels *all)
{
	tunnels_cut(all, 0);
	free(all->v);
	*all = (struct tunnels){ 0 };
}
