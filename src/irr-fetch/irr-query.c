/* A query: everything that a site asks its IRRd server, with its tries. */
#include "irr-fetch/irr-query.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/deadline.h"
#include "base/mem.h"
#include "base/sort.h"
#include "irr-fetch/irrd.h"
#include "irr-fetch/irr-routes.h"
#include "irr-fetch/irr-sets.h"

#define BACKOFF_FIRST 500 /* milliseconds; doubled each time */
#define BACKOFF_MOST 8000

/* What one try has received. */
struct attempt {
	struct set_table sets;
	struct route_table routes;
	uint32_t *asns;
	size_t nasns;
	size_t asns_cap;
};

/* The AS numbers of the site and of the sets, sorted, each once. */
static void
collect_asns(struct attempt *t, const struct irr_wanted *w)
{
	for (size_t i = 0; i < w->nasns; i++) {
		t->asns = mem_grow(t->asns, t->nasns, &t->asns_cap,
		    sizeof *t->asns);
		t->asns[t->nasns++] = w->asns[i];
	}
	sets_asns(&t->sets, &t->asns, &t->nasns, &t->asns_cap);
	t->nasns = sort_once(t->asns, t->nasns, sizeof *t->asns,
	    sort_by_number);
}

static bool
attempt_run(struct attempt *t, struct irrd *c, const struct irr_wanted *w,
    const struct site *site, struct why *why)
{
	sets_want(&t->sets, w);
	if (!sets_ask(&t->sets, c, site->file, why))
		return false;
	collect_asns(t, w);
	return irr_routes_ask(&t->routes, c, t->asns, t->nasns, w->families,
		   why) &&
	    irrd_quit(c, why);
}

/* Writes the records to the answer's text. */
static void
attempt_write(struct attempt *t, struct answer *a)
{
	char *text;
	size_t n;
	FILE *f = mem_stream(&text, &n);

	sets_write(f, &t->sets);
	irr_routes_write(f, &t->routes);
	mem_stream_close(f);
	a->text = (struct buf){ text, n, n };
	answer_settle(a);
}

static void
attempt_free(struct attempt *t)
{
	sets_free(&t->sets);
	irr_routes_free(&t->routes);
	free(t->asns);
}

/* A delay that grows with each try, and is random, so that clients that failed
 * together do not return together. */
static unsigned
backoff(unsigned tries)
{
	unsigned ms = BACKOFF_FIRST;

	for (unsigned i = 1; i < tries && ms < BACKOFF_MOST; i++)
		ms *= 2;
	return ms / 2 + randombytes_uniform(ms / 2 + 1);
}

static bool
attempt_once(struct answer *a, const struct irr_wanted *w,
    const struct site *site, long long until, bool *again, struct why *why)
{
	struct attempt t = { 0 };
	struct irrd c;
	bool ok = irrd_open(&c, &site->irr, until, why) &&
	    attempt_run(&t, &c, w, site, why);

	if (ok)
		attempt_write(&t, a);
	*again = c.passing;
	irrd_close(&c);
	attempt_free(&t);
	return ok;
}

bool
irr_query(struct answer *a, const struct irr_wanted *w, const struct site *site,
    struct why *why)
{
	const long long until = deadline_in(site->irr.timeout * 1000);
	unsigned tries = 0;
	bool again;

	do {
		if (attempt_once(a, w, site, until, &again, why))
			return true;
	} while (again && tries++ < site->irr.retries &&
	    deadline_sleep(until, backoff(tries)) && deadline_left(until) > 0);
	if (tries > 1) {
		struct why last = *why;

		why_set(why, "%.200s, after %u tries", last.text, tries);
	}
	return false;
}
