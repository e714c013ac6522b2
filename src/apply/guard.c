/* Guards: preconditions, checked before anything is changed. */
#include "apply/guard.h"

#include <string.h>

#include "apply/babel-guard.h"
#include "apply/foreign.h"
#include "apply/removals.h"
#include "apply/secret.h"
#include "host/iproute.h"
#include "host/run.h"
#include "site/sessions.h"

bool
guard_failed(const struct job *job, const struct journal *journal,
    const struct generation *want)
{
	unsigned tries = journal_tries(journal, want->id);

	if (journal->state == JOURNAL_UNDONE && tries >= JOURNAL_TRIES) {
		diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR,
		    NULL, NULL,
		    "this very generation was tried %u times and "
		    "disturbed, the last time at %s: %.*s (expected other "
		    "input, or --force)",
		    tries, journal->time, (int)journal->note.len,
		    journal->note.data);
		return job->force;
	}
	if (journal->state != JOURNAL_FAILED ||
	    strcmp(journal->id, want->id) != 0)
		return true;
	diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
	    "this very generation was rolled back at %s: %.*s "
	    "(expected other input, or --force)",
	    journal->time, (int)journal->note.len, journal->note.data);
	return job->force;
}

bool
guard_edited(const struct job *job, const struct situation *s)
{
	const struct name_list *damaged = s->damaged;

	for (size_t i = 0; i < damaged->n; i++) {
		const char *name = damaged->v[i];
		bool edited = name_list_has(s->edited,
		    (struct slice){ name, strlen(name) });

		diag_say(job->diag,
		    edited && !job->force ? DIAG_ERROR : DIAG_WARNING, NULL,
		    NULL,
		    "%s/current/%s is not as apply "
		    "installed it%s",
		    job->state_dir, name,
		    !edited ?
			"" :
			job->force ?
			" (edited by hand?), and replaced" :
			" (edited by hand?), so nothing is done (--force "
			"replaces it; text of your own goes into a file of the "
			"router's include)");
	}
	return s->edited->n == 0 || job->force;
}

static bool
refuse(const struct job *job, const char *name, const char *text)
{
	diag_say(job->diag, DIAG_ERROR, NULL, name, "%s", text);
	return false;
}

/* For a generation without copies of keys: wg(8) reads the key file of the
 * site file. */
static bool
key_file_ok(const struct job *job)
{
	const struct site_wireguard *wg = &job->router->wireguard;
	struct why why;

	return secret_wgkey_ok(wg->private_key_file, &wg->public_key, &why) ||
	    refuse(job, "private-key-file", why.text);
}

static bool
psk_ok(const struct job *job, const struct tunnel *t)
{
	struct why why;

	if (t->psk_file == NULL)
		return true;
	if (t->psk_copy == NULL)
		return secret_wgkey_ok(t->psk_file, NULL, &why) ||
		    refuse(job, t->name, why.text);
	if (!wgkey_is_zero(&t->psk))
		return true;
	why_set(&why, SECRET_NO_WGKEY, t->psk_file);
	return refuse(job, t->name, why.text);
}

/* New input must match the site file's key.  A stored generation brings its
 * own key. */
static bool
private_key_ok(const struct job *job, const struct tunnel *t)
{
	const struct site_wireguard *wg = &job->router->wireguard;
	struct why why;

	if (wgkey_is_zero(&t->public_key)) {
		why_set(&why, SECRET_NO_WGKEY, t->key_file);
		return refuse(job, "private-key-file", why.text);
	}
	if (job->boot || job->kept ||
	    wgkey_equal(&t->public_key, &wg->public_key))
		return true;
	why_set(&why, SECRET_OTHER_WGKEY, t->key_file);
	return refuse(job, "private-key-file", why.text);
}

static bool
has_wireguard(const struct job *job)
{
	return job->router->line[ROUTER_WIREGUARD] != 0 ||
	    refuse(job, NULL,
		"tunnels are installed, but the router has no wireguard "
		"section in the site file");
}

bool
guard_tunnel(const struct job *job, const struct tunnel *t)
{
	bool brings_key = t->key_copy != NULL && (job->boot || job->kept);
	bool ok = psk_ok(job, t);

	if (!brings_key &&
	    strcmp(t->key_file, job->router->wireguard.private_key_file) != 0)
		ok = refuse(job, t->name,
		    "another private-key file than "
		    "the site file's");
	return ok;
}

/* All tunnels of a generation share one private key. */
bool
guard_private_key(const struct job *job, const struct tunnel *t)
{
	const struct site_wireguard *wg = &job->router->wireguard;
	char text[WGKEY_TEXT];

	if (!has_wireguard(job))
		return false;
	if (t->key_copy == NULL)
		return key_file_ok(job);
	if (!private_key_ok(job, t))
		return false;
	if (!wgkey_equal(&t->public_key, &wg->public_key))
		diag_say(job->diag, DIAG_WARNING, NULL, NULL,
		    "this "
		    "generation's tunnels have another private key than the "
		    "site file says: the peers must know its public key %s",
		    wgkey_print(text, &t->public_key));
	return true;
}

bool
guard_keys(const struct job *job, const struct tunnels *want)
{
	bool ok = want->n == 0 || guard_private_key(job, &want->v[0]);

	for (size_t i = 0; i < want->n; i++)
		ok &= guard_tunnel(job, &want->v[i]);
	return ok;
}

bool
guard_foreign(const struct job *job, const struct store *store,
    const struct situation *s)
{
	struct name_list present = { 0 }, staged = { 0 };
	bool ok;

	if (s->have != NULL)
		foreign_find(&present, store, s->have);
	for (size_t i = 0; i < present.n; i++)
		diag_say(job->diag, DIAG_WARNING, NULL, NULL,
		    "%s/current/%s is not apply's, and left alone",
		    job->state_dir, present.v[i]);
	if (s->staged == TREE_DAMAGED)
		foreign_find(&staged, store, s->want);
	for (size_t i = 0; i < staged.n; i++)
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "%s/%.12s.../%s: "
		    "not apply's, and lost if the files beside it are "
		    "repaired (expected it elsewhere)",
		    job->state_dir, s->want->id, staged.v[i]);
	ok = staged.n == 0;
	name_list_free(&present);
	name_list_free(&staged);
	return ok;
}

/* Is the tunnel's port free, or that of a tunnel of apply's? */
static bool
port_ok(const struct job *job, const struct situation *s,
    const struct tunnel *t)
{
	const struct wglink *holder = plan_port_holder(s->links, t->name,
	    t->listen_port);

	if (holder == NULL || !holder->up ||
	    tunnels_find(s->have_tunnels, holder->name) != NULL ||
	    tunnels_find(s->want_tunnels, holder->name) != NULL)
		return true;
	diag_say(job->diag, DIAG_ERROR, NULL, t->name,
	    "port %u is that of the "
	    "interface %s, which is not apply's (expected that name for the "
	    "tunnel, or another port)",
	    (unsigned)t->listen_port, holder->name);
	return false;
}

bool
guard_links(const struct job *job, const struct situation *s)
{
	bool ok = true;

	for (size_t i = 0; s->links != NULL && i < s->want_tunnels->n; i++) {
		const char *name = s->want_tunnels->v[i].name;
		const struct wglink *link = wgstate_find(s->links, name);

		ok &= port_ok(job, s, &s->want_tunnels->v[i]);
		if (link == NULL)
			continue;
		if (!link->wireguard)
			ok = refuse(job, name,
			    "there is an interface of "
			    "this name that is not WireGuard's");
		else if (tunnels_find(s->have_tunnels, name) == NULL)
			diag_say(job->diag, DIAG_WARNING, NULL, name,
			    "there already, and from now on apply's");
	}
	return ok;
}

bool
guard_programs(const struct job *job, const struct situation *s)
{
	bool tunnels = !job->install_only &&
	    s->have_tunnels->n + s->want_tunnels->n > 0;
	bool rules = s->have_rules != NULL &&
	    s->have_rules->n + s->want_rules->n > 0;
	bool ok = true;

	if (!run_exists("bird")) {
		diag_say(job->diag,
		    job->install_only ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
		    "bird: not found, so its files cannot be checked");
		ok = job->install_only;
	}
	if ((tunnels || rules) && !run_exists("ip"))
		ok = refuse(job, NULL,
		    "ip: not found (is iproute2 "
		    "installed?)");
	if (tunnels && !run_exists("wg"))
		ok = refuse(job, NULL,
		    "wg: not found (is wireguard-tools "
		    "installed?)");
	return ok;
}

void
guard_addresses(const struct job *job, const struct wgstate *links)
{
	const struct site_router *r = job->router;
	const struct {
		const struct addr *a;
		unsigned line;
	} own[] = {
		{ &r->ipv4, r->line[ROUTER_IPV4] },
		{ &r->ipv6, r->line[ROUTER_IPV6] },
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		struct place place = { job->site->file, own[i].line };
		char text[ADDR_TEXT];

		if (own[i].line != 0 && !wgstate_has_addr(links, own[i].a))
			diag_say(job->diag, DIAG_WARNING, &place, r->name,
			    "%s is on no interface of this host: BIRD can "
			    "install no route that prefers it as source",
			    addr_print(text, own[i].a));
	}
}

bool
guard_gateways(const struct job *job)
{
	size_t n;
	const struct neighbor *v = neighbors_of(job->site, job->router->name,
	    &n);
	bool ok = true;

	for (size_t i = 0; i < 2 * n; i++) {
		const struct neighbor *s = &v[i / 2];
		const struct addr *a = neighbor_gateway(s, i % 2 == 0 ? 4 : 6);
		struct place place = { job->site->file,
			s->line[NEIGHBOR_GATEWAY] };
		char text[ADDR_TEXT];

		if (a == NULL || addr_is_link_local(a) || job->force ||
		    job->router->kernel.vrf != NULL || iproute_on_link(a))
			continue;
		diag_say(job->diag, DIAG_ERROR, &place, s->name,
		    "gateway: %s "
		    "is on no network of this host, but BIRD needs it on "
		    "one (expected an address on one, as after: ip addr add "
		    "OURS peer %s dev INTERFACE; --force installs it)",
		    addr_print(text, a), text);
		ok = false;
	}
	return ok;
}

bool
guard_all(const struct job *job, const struct situation *s,
    const struct journal *journal, const struct store *store,
    struct birdctl *ctl)
{
	bool ok = removals_ok(job, s->have, s->want);

	guard_forwarding(job);
	ok &= guard_failed(job, journal, s->want);
	ok &= guard_edited(job, s);
	ok &= guard_foreign(job, store, s);
	ok &= guard_programs(job, s);
	if (!job->install_only) {
		ok &= babel_guard(job, s, ctl);
		ok &= guard_keys(job, s->want_tunnels);
		ok &= guard_links(job, s);
		ok &= guard_gateways(job);
		if (s->links != NULL)
			guard_addresses(job, s->links);
	}
	return ok;
}
