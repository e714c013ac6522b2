/* Moving in: from a router's earlier configuration to birdfeed's. */
#include "apply/moving-in.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply/bird-text.h"
#include "apply/bird.h"
#include "apply/protocol-settings.h"
#include "apply/running.h"
#include "base/mem.h"

struct move {
	FILE *f;
	const struct job *job;
	const struct situation *s;
	struct bird_text old, new;
	struct running_list running;
	/* For each running protocol, the session that takes its place; NULL:
	 * none. */
	const struct frag_session **successor;
	bool renumbered; /* the router id changes */
	bool flushed;	 /* device protocol renamed */
	/* Settings that running sessions do not have. */
	bool no_first_as, no_import_table, no_source;
};

bool
moving_in(const struct situation *s)
{
	return s->have == NULL && s->bird == BIRD_ANSWERS &&
	    *s->bird_id == '\0';
}

/* The new protocol of that type with a channel of that family (0: any). */
static const struct bird_block *
new_protocol(const struct bird_text *t, const char *type, const char *channel)
{
	for (size_t i = 0; i < t->n; i++) {
		struct slice rest = t->block[i].body;
		struct bird_statement s;

		if (t->block[i].is_template ||
		    !slice_is(t->block[i].type, type))
			continue;
		if (channel == NULL)
			return &t->block[i];
		while (bird_statement_next(&rest, &s))
			if (slice_is(s.head, channel))
				return &t->block[i];
	}
	return NULL;
}

/* The value of "NAME=" in a session's settings; empty if there is none. */
static struct slice
value_of(struct slice settings, const char *name)
{
	size_t n = strlen(name);

	while (settings.n > 0) {
		struct slice one = slice_cut(&settings, ' ');

		if (one.n > n && memcmp(one.p, name, n) == 0)
			return (struct slice){ one.p + n, one.n - n };
	}
	return (struct slice){ "", 0 };
}

/* The interface in "fe80::1%wg-x"; empty if there is none. */
static struct slice
interface_of(struct slice neighbor)
{
	slice_cut(&neighbor, '%');
	return neighbor;
}

static struct slice
new_neighbor(const struct frag_session *s)
{
	return value_of(s->settings, "neighbor=");
}

static struct slice
old_neighbor(const struct running *r)
{
	return (struct slice){ r->neighbor, strlen(r->neighbor) };
}

/* Are these sessions to one neighbour?  EXACT: on one interface, too. */
static bool
is_session_of(const struct frag_session *s, const struct running *r, bool exact)
{
	struct slice old, new = new_neighbor(s);

	if (r->neighbor == NULL || r->asn == NULL ||
	    !slice_is(value_of(s->settings, "as="), r->asn))
		return false;
	old = old_neighbor(r);
	return exact ? slice_same(old, new) :
		       slice_same(slice_cut(&old, '%'), slice_cut(&new, '%'));
}

/* The session number AT of the new configuration, counted from 0. */
static const struct frag_session *
next_session(const struct move *m, size_t at)
{
	const struct frag_set *set = fragments_set(m->job->stream, "bird");

	for (size_t i = 0; set != NULL && i < set->n; i++) {
		if (at < set->file[i].nsession)
			return &set->file[i].session[at];
		at -= set->file[i].nsession;
	}
	return NULL;
}

static const struct frag_session *
exact_new(const struct move *m, const struct running *r)
{
	const struct frag_session *s;

	for (size_t i = 0; (s = next_session(m, i)) != NULL; i++)
		if (is_session_of(s, r, true))
			return s;
	return NULL;
}

static const struct running *
exact_running(const struct move *m, const struct frag_session *s)
{
	for (size_t i = 0; i < m->running.n; i++)
		if (is_session_of(s, &m->running.v[i], true))
			return &m->running.v[i];
	return NULL;
}

/* The new session of a running one.  If none has its interface, one whose
 * interface no running session has: the interface has another name. */
static const struct frag_session *
find_new(const struct move *m, const struct running *r)
{
	const struct frag_session *s = exact_new(m, r);

	for (size_t i = 0; s == NULL; i++) {
		s = next_session(m, i);
		if (s == NULL)
			break;
		if (!is_session_of(s, r, false) || exact_running(m, s) != NULL)
			s = NULL;
	}
	return s;
}

static void
find_successors(struct move *m)
{
	m->successor = mem_alloc(m->running.n * sizeof *m->successor);
	for (size_t i = 0; i < m->running.n; i++)
		m->successor[i] = find_new(m, &m->running.v[i]);
}

static const struct frag_session *
successor_of(const struct move *m, const struct running *r)
{
	return m->successor[r - m->running.v];
}

static bool
is_successor(const struct move *m, const struct frag_session *s)
{
	for (size_t i = 0; i < m->running.n; i++)
		if (m->successor[i] == s)
			return true;
	return false;
}

/* The session's own address: "source address A" or "local A as N"; "any" if it
 * has none. */
static struct slice
old_source(const struct move *m, const struct bird_block *b)
{
	for (unsigned depth = 0; b != NULL && depth < 8; depth++) {
		struct slice rest = b->body;
		struct bird_statement s;

		while (bird_statement_next(&rest, &s)) {
			struct slice words = s.head;
			struct slice first = bird_word_next(&words);
			struct slice w = bird_word_next(&words);

			if (slice_is(first, "source"))
				return bird_word_next(&words);
			if (slice_is(first, "local") && !slice_is(w, "as") &&
			    !slice_is(w, "role"))
				return w;
		}
		b = b->from.n > 0 ? bird_text_template(&m->old, b->from) : NULL;
	}
	return (struct slice){ "any", 3 };
}

/* Lists why BIRD restarts a session that keeps its name; an empty list means
 * that the session stays. */
static void
reasons(struct name_list *why, const struct move *m, const struct running *r,
    const struct frag_session *s)
{
	const struct bird_block *a = bird_text_protocol(&m->old, r->name);
	const struct bird_block *b = bird_text_protocol(&m->new, r->name);
	struct name_list had = { 0 }, has = { 0 };
	struct slice source = value_of(s->settings, "source=");

	if (m->renumbered)
		name_list_add(why, (struct slice){ "router id", 9 });
	if (!is_session_of(s, r, true))
		name_list_add(why, (struct slice){ "interface", 9 });
	if (m->flushed && value_of(s->settings, "multihop=").n == 0)
		name_list_add(why, (struct slice){ "names: device", 13 });
	if (a == NULL || b == NULL)
		return;
	if (!slice_same(old_source(m, a), source))
		name_list_add(why, (struct slice){ "source address", 14 });
	protocol_settings(&had, &m->old, a);
	protocol_settings(&has, &m->new, b);
	protocol_settings_differ(why, &had, &has);
	name_list_free(&had);
	name_list_free(&has);
}

static void
print_list(FILE *f, const struct name_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		fprintf(f, "%s %s", i > 0 ? "," : "", list->v[i]);
}

static void
print_session(const struct move *m, const struct running *r)
{
	const struct frag_session *s = successor_of(m, r);
	struct name_list why = { 0 };

	if (s == NULL) {
		fprintf(m->f, "session %s goes\n", r->name);
		return;
	}
	if (!slice_is(s->name, r->name)) {
		fprintf(m->f, "session %s restarts: it becomes %.*s\n", r->name,
		    (int)s->name.n, s->name.p);
		return;
	}
	reasons(&why, m, r, s);
	fprintf(m->f, "session %s %s", r->name,
	    why.n > 0 ? "restarts:" : "stays");
	print_list(m->f, &why);
	putc('\n', m->f);
	name_list_free(&why);
}

static void
print_sessions(const struct move *m)
{
	const struct frag_session *s;

	for (size_t i = 0; i < m->running.n; i++)
		if (strcmp(m->running.v[i].type, "BGP") == 0)
			print_session(m, &m->running.v[i]);
	for (size_t i = 0; (s = next_session(m, i)) != NULL; i++)
		if (!is_successor(m, s))
			fprintf(m->f, "session %.*s comes\n", (int)s->name.n,
			    s->name.p);
}

/*
 * Adds "KEY: NAME" for the site file if the running protocol has another name.
 */
static void
add_name(struct buf *yaml, const char *key, const char *old,
    const struct bird_block *new)
{
	if (new != NULL && old != NULL &&strcmp(new->name, old) != 0)
		buf_printf(yaml, "%s%s: %s", yaml->len > 0 ? ", " : "", key,
		    old);
}

static const struct running *
find_kernel(const struct move *m, unsigned channel)
{
	for (size_t i = 0; i < m->running.n; i++)
		if (strcmp(m->running.v[i].type, "Kernel") == 0 &&
		    m->running.v[i].channel[channel])
			return &m->running.v[i];
	return NULL;
}

static const char *
running_of(const struct move *m, const char *type)
{
	for (size_t i = 0; i < m->running.n; i++)
		if (strcmp(m->running.v[i].type, type) == 0)
			return m->running.v[i].name;
	return NULL;
}

/* Adds the old name pattern of the sessions of the mesh: "ibgp_%n". */
static void
add_ibgp(struct buf *yaml, const struct move *m)
{
	static const char ours[] = "bf_ibgp_";

	for (size_t i = 0; i < m->running.n; i++) {
		const struct running *r = &m->running.v[i];
		const struct frag_session *s = successor_of(m, r);
		size_t n = sizeof ours - 1, len, at = strlen(r->name);

		if (s == NULL || s->name.n <= n ||
		    memcmp(s->name.p, ours, n) != 0)
			continue;
		len = s->name.n - n;
		if (at < len ||
		    memcmp(r->name + at - len, s->name.p + n, len) != 0 ||
		    slice_is(s->name, r->name))
			continue;
		buf_printf(yaml, "%sibgp: \"%.*s%%n\"",
		    yaml->len > 0 ? ", " : "", (int)(at - len), r->name);
		return;
	}
}

/* The metric of the running kernel protocols; 0 if it is the same as in the
 * new ones, or unknown. */
static unsigned long
old_metric(const struct move *m)
{
	unsigned long metric = 0;

	for (unsigned i = 0; i < 2 && metric == 0; i++) {
		const struct running *r = find_kernel(m, i);
		const struct bird_block *b = r == NULL ?
		    NULL :
		    bird_text_protocol(&m->old, r->name);
		const struct bird_block *new = new_protocol(&m->new, "kernel",
		    i == 0 ? "ipv4" : "ipv6");
		struct name_list had = { 0 }, has = { 0 };

		if (b == NULL || new == NULL)
			continue;
		protocol_settings(&had, &m->old, b);
		protocol_settings(&has, &m->new, new);
		for (size_t j = 0; j < had.n; j++)
			if (strncmp(had.v[j], "metric ", 7) == 0 &&
			    !name_list_has(&has,
				(struct slice){ had.v[j], strlen(had.v[j]) }))
				metric = strtoul(had.v[j] + 7, NULL, 10);
		name_list_free(&had);
		name_list_free(&has);
	}
	return metric;
}

static bool
is_peer(const struct bird_block *b)
{
	return b != NULL && slice_is(b->from, "bf_peer");
}

/* Finds the "peering" keys that would keep a session from restarting. */
static void
look_at_peering(struct move *m)
{
	for (size_t i = 0; i < m->running.n; i++) {
		const struct running *r = &m->running.v[i];
		const struct frag_session *s = successor_of(m, r);
		const struct bird_block *new;
		struct name_list why = { 0 };
		struct running as = *r;
		char name[72];

		if (s == NULL)
			continue;
		snprintf(name, sizeof name, "%.*s", (int)s->name.n, s->name.p);
		new = bird_text_protocol(&m->new, name);
		if (!is_peer(new) ||
		    bird_text_protocol(&m->old, as.name) == NULL)
			continue;
		reasons(&why, m, r, s);
		for (size_t j = 0; j < why.n; j++) {
			m->no_first_as |= strcmp(why.v[j],
					      "enforce first as") == 0;
			m->no_import_table |= strcmp(why.v[j] + 5,
						  "import table") == 0 &&
			    strlen(why.v[j]) > 5;
			m->no_source |= strcmp(why.v[j], "source address") ==
				0 &&
			    slice_is(old_source(m,
					 bird_text_protocol(&m->old, as.name)),
				"any");
		}
		name_list_free(&why);
	}
}

static void
print_peering(const struct move *m)
{
	const char *comma = "";
	const struct {
		bool wanted;
		const char *key;
	} keys[] = {
		{ m->no_first_as, "enforce-first-as" },
		{ m->no_import_table, "import-table" },
		{ m->no_source, "source-address" },
	};

	if (!m->no_first_as && !m->no_import_table && !m->no_source)
		return;
	fputs("peering: {", m->f);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!keys[i].wanted)
			continue;
		fprintf(m->f, "%s%s: false", comma, keys[i].key);
		comma = ", ";
	}
	fputs("}\n", m->f);
}

/* Prints the site file lines that keep the names. */
static void
print_names(struct move *m)
{
	struct buf names = { 0 };
	const struct running *k4 = find_kernel(m, 0), *k6 = find_kernel(m, 1);
	unsigned long metric = old_metric(m);

	add_name(&names, "device", running_of(m, "Device"),
	    new_protocol(&m->new, "device", NULL));
	add_name(&names, "kernel4", k4 != NULL ? k4->name : NULL,
	    new_protocol(&m->new, "kernel", "ipv4"));
	add_name(&names, "kernel6", k6 != NULL ? k6->name : NULL,
	    new_protocol(&m->new, "kernel", "ipv6"));
	add_name(&names, "babel", running_of(m, "Babel"),
	    new_protocol(&m->new, "babel", NULL));
	add_ibgp(&names, m);
	if (names.len + metric > 0 || m->no_first_as || m->no_import_table ||
	    m->no_source)
		fputs("# what runs stays as it is with these lines of the "
		      "site file:\n",
		    m->f);
	if (names.len + metric > 0)
		fprintf(m->f, "routers:\n  %s:\n", m->job->router->name);
	if (names.len > 0)
		fprintf(m->f, "    names: {%s}\n", buf_cstr(&names));
	if (metric > 0)
		fprintf(m->f, "    kernel: {metric: %lu}\n", metric);
	print_peering(m);
	buf_free(&names);
}

/* Prints the keys of a peer or session that keep its names. */
static void
print_protocol_keys(const struct move *m)
{
	for (size_t i = 0; i < m->running.n; i++) {
		const struct running *r = &m->running.v[i];
		const struct frag_session *s = successor_of(m, r);
		struct slice on;

		if (s == NULL ||
		    (s->name.n > 8 && memcmp(s->name.p, "bf_ibgp_", 8) == 0))
			continue;
		on = interface_of(old_neighbor(r));
		if (slice_same(on, interface_of(new_neighbor(s))))
			on.n = 0;
		if (on.n == 0 && slice_is(s->name, r->name))
			continue;
		fprintf(m->f, "# and with this, of the peer or session %.*s:\n",
		    (int)s->name.n, s->name.p);
		if (!slice_is(s->name, r->name))
			fprintf(m->f, "protocol: %s\n", r->name);
		if (on.n > 0)
			fprintf(m->f, "interface: %.*s\n", (int)on.n, on.p);
	}
}

/* Prints why one of the other protocols restarts: a new name or changed
 * settings. */
static void
print_protocol(const struct move *m, const struct bird_block *old,
    const char *effect)
{
	const struct bird_block *new = bird_text_protocol(&m->new, old->name);
	struct name_list had = { 0 }, has = { 0 }, why = { 0 };

	/* A renamed static protocol only announces its routes again. */
	if (new == NULL) {
		if (!slice_is(old->type, "static"))
			fprintf(m->f, "protocol %s goes%s\n", old->name,
			    effect);
		return;
	}
	protocol_settings(&had, &m->old, old);
	protocol_settings(&has, &m->new, new);
	protocol_settings_differ(&why, &had, &has);
	if (why.n > 0) {
		fprintf(m->f, "protocol %s restarts:", old->name);
		print_list(m->f, &why);
		fprintf(m->f, "%s\n", effect);
	}
	name_list_free(&had);
	name_list_free(&has);
	name_list_free(&why);
}

static const struct {
	const char *type;
	const char *effect;
} effects[] = {
	{ "device",
	    " (every session to a neighbour on a connected network "
	    "or a tunnel restarts)" },
	{ "kernel", " (the kernel's routes are made anew)" },
	{ "babel", " (the mesh has no routes for 2 to 8 seconds)" },
	{ "rpki", "" },
	{ "direct", "" },
	{ "static", "" },
	{ "bfd", "" },
};

static void
print_protocols(const struct move *m)
{
	for (size_t i = 0; i < m->old.n; i++) {
		const struct bird_block *b = &m->old.block[i];

		for (size_t j = 0; j < sizeof effects / sizeof *effects; j++)
			if (!b->is_template &&
			    slice_is(b->type, effects[j].type))
				print_protocol(m, b, effects[j].effect);
	}
}

/* Existing tunnels: prints that wg-quick must not set them up again. */
static void
print_wg_quick(const struct move *m)
{
	for (size_t i = 0; m->s->links != NULL && i < m->s->want_tunnels->n;
	     i++) {
		const char *name = m->s->want_tunnels->v[i].name;
		char file[64];

		snprintf(file, sizeof file, "/etc/wireguard/%s.conf", name);
		if (wgstate_find(m->s->links, name) == NULL ||
		    access(file, F_OK) != 0)
			continue;
		fprintf(m->f,
		    "wg-quick@%s.service: systemctl disable it when "
		    "this is confirmed, without --now or stop, which take the "
		    "tunnel down; %s is then not read any more\n",
		    name, file);
	}
}

static void
read_own_file(struct move *m, struct birdctl *ctl)
{
	struct buf file = { 0 };
	struct why why;

	if (bird_own_file(ctl, &file, &why) == BIRD_YES && file.len > 0 &&
	    bird_text_of_file(&m->old, buf_cstr(&file)))
		;
	else
		diag_say(m->job->diag, DIAG_WARNING, NULL, NULL,
		    "BIRD's own "
		    "file cannot be read as a whole, so settings of its "
		    "sessions are not compared");
	buf_free(&file);
}

void
moving_in_print(FILE *f, const struct job *job, const struct situation *s,
    struct birdctl *ctl)
{
	struct move m = { .f = f, .job = job, .s = s };
	const struct bird_block *device;
	char id[ADDR_TEXT];
	struct why why;

	read_own_file(&m, ctl);
	bird_text_of_stream(&m.new, job->stream);
	if (!running_read(&m.running, ctl, &why)) {
		diag_say(job->diag, DIAG_WARNING, NULL, NULL, "%s", why.text);
	} else {
		device = new_protocol(&m.new, "device", NULL);
		m.renumbered = m.running.router_id != NULL &&
		    strcmp(m.running.router_id,
			addr_print(id, &job->router->router_id)) != 0;
		m.flushed = running_of(&m, "Device") != NULL &&
		    device != NULL &&
		    strcmp(device->name, running_of(&m, "Device")) != 0;
		find_successors(&m);
		look_at_peering(&m);
		print_names(&m);
		print_protocol_keys(&m);
		print_protocols(&m);
		print_sessions(&m);
		print_wg_quick(&m);
	}
	free(m.successor);
	running_free(&m.running);
	bird_text_free(&m.new);
	bird_text_free(&m.old);
}

void
moving_on_print(FILE *f, const struct job *job, const struct situation *s)
{
	struct move m = { .f = f, .job = job, .s = s };
	struct buf file = { 0 };

	if (s->have == NULL || strcmp(s->have->bird_id, s->want->bird_id) == 0)
		return;
	buf_printf(&file, "%s/%s/bird/bird.conf", job->state_dir, s->have_id);
	if (bird_text_of_file(&m.old, buf_cstr(&file))) {
		bird_text_of_stream(&m.new, job->stream);
		print_protocols(&m);
	}
	buf_free(&file);
	bird_text_free(&m.new);
	bird_text_free(&m.old);
}
