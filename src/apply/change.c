/* The description of a change. */
#include "apply/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/word.h"

static bool
same(const struct frag_file *a, const struct frag_file *b)
{
	return a->mode == b->mode && slice_same(a->head, b->head) &&
	    slice_same(a->body, b->body);
}

/* The file with F's path in G's manifest. */
static const struct frag_file *
entry(const struct generation *g, const struct frag_file *f)
{
	char path[256];

	if (g == NULL)
		return NULL;
	snprintf(path, sizeof path, "%.*s", (int)f->path.n, f->path.p);
	return fragments_file(&g->manifest, path);
}

static void
each_new(const struct situation *s, const struct frag_set *set,
    change_taker *take, void *ctx)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct frag_file *new = &set->file[i];
		const struct frag_file *old = entry(s->have, new);

		if (old == NULL)
			take(ctx, FILE_ADDED, NULL, new);
		else if (!same(old, new))
			take(ctx, FILE_CHANGED, old, new);
		else if (name_list_has(s->damaged, new->path))
			take(ctx, FILE_REPAIRED, old, new);
	}
}

void
change_each_file(const struct situation *s, change_taker *take, void *ctx)
{
	const struct generation *have = s->have;

	for (size_t i = 0; i < s->want->manifest.n; i++)
		each_new(s, &s->want->manifest.set[i], take, ctx);
	for (size_t i = 0; have != NULL && i < have->manifest.n; i++)
		for (size_t j = 0; j < have->manifest.set[i].n; j++) {
			const struct frag_file *old =
			    &have->manifest.set[i].file[j];

			if (entry(s->want, old) == NULL)
				take(ctx, FILE_REMOVED, old, NULL);
		}
}

/* Describes the change: of the file's text, or of something else. */
static const char *
how_changed(const struct frag_file *old, const struct frag_file *new)
{
	if (!slice_same(generation_hash(old), generation_hash(new)))
		return "changed";
	if (!slice_same(old->body, new->body))
		return "is as it was, but a file it depends on changed";
	if (old->mode != new->mode)
		return "is as it was, but its mode changed";
	return "is as it was, but its counts or sessions changed";
}

void
change_print_file(FILE *f, enum file_change change, const struct frag_file *old,
    const struct frag_file *new)
{
	struct slice path = new != NULL ? new->path : old->path;
	struct slice copy = new != NULL ? new->copy : old->copy;
	const char *how = change == FILE_ADDED ? "added" :
	    change == FILE_REMOVED	       ? "removed" :
	    change == FILE_REPAIRED	       ? "repaired" :
						 how_changed(old, new);

	fprintf(f, "%.*s %s", (int)path.n, path.p, how);
	if (copy.n > 0)
		fprintf(f, " (a copy of %.*s)", (int)copy.n, copy.p);
	putc('\n', f);
}

struct file_lines {
	FILE *f;
	size_t n;
};

static void
print_one(void *ctx, enum file_change change, const struct frag_file *old,
    const struct frag_file *new)
{
	struct file_lines *lines = ctx;

	change_print_file(lines->f, change, old, new);
	lines->n++;
}

/* Prints the folders that were repaired. */
static size_t
print_folders(FILE *f, const struct situation *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->damaged->n; i++) {
		const char *path = s->damaged->v[i];

		if (fragments_file(&s->want->manifest, path) != NULL)
			continue;
		fprintf(f, "%s/ repaired\n", *path != '\0' ? path : "current");
		n++;
	}
	return n;
}

size_t
change_files(FILE *f, const struct situation *s)
{
	struct file_lines lines = { f, 0 };

	change_each_file(s, print_one, &lines);
	if (strcmp(s->have_id, s->want->id) == 0)
		lines.n += print_folders(f, s);
	return lines.n;
}

static const char *
how_tunnel(const struct situation *s, const struct step *step, const char *link)
{
	const struct wglink *seen;

	if (step->kind == STEP_LINK)
		return "comes up";
	if (step->kind == STEP_GONE)
		return "goes";
	seen = wgstate_find(s->links, link);
	return seen != NULL && !seen->up ? "comes up" : "changes in place";
}

/* Relies on the order of the plan: a tunnel's steps are adjacent. */
size_t
change_tunnels(FILE *f, const struct situation *s, const struct plan *p)
{
	const char *last = "";
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const char *link = step_link(&p->step[i]);

		if (link == NULL || strcmp(link, last) == 0)
			continue;
		fprintf(f, "tunnel %s %s\n", link,
		    how_tunnel(s, &p->step[i], link));
		last = link;
		n++;
	}
	return n;
}

size_t
change_rules(FILE *f, const struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct step *step = &p->step[i];

		if (step->kind != STEP_RULE && step->kind != STEP_RULE_GONE)
			continue;
		/* ip -4 rule add priority 20002 ... */
		fprintf(f, "rule ipv%s", step->argv[1] + 1);
		for (size_t j = 5; j < step->argc; j++)
			fprintf(f, " %s", step->argv[j]);
		fputs(step->kind == STEP_RULE ? " comes\n" : " goes\n", f);
		n++;
	}
	return n;
}

/* All sessions of a manifest, sorted by name. */
struct sessions {
	struct frag_session *v;
	size_t n, cap;
};

static void
collect(struct sessions *all, const struct generation *g)
{
	*all = (struct sessions){ 0 };
	for (size_t i = 0; g != NULL && i < g->manifest.n; i++) {
		const struct frag_set *set = &g->manifest.set[i];

		for (size_t j = 0; j < set->n; j++)
			for (size_t k = 0; k < set->file[j].nsession; k++) {
				all->v = mem_grow(all->v, all->n, &all->cap,
				    sizeof *all->v);
				all->v[all->n++] = set->file[j].session[k];
			}
	}
	sort_all(all->v, all->n, sizeof *all->v, sort_by_slice);
}

/* Finds the value of the setting with the name of W ("NAME=...").  Returns
 * false if there is none. */
static bool
find_setting(struct slice settings, struct slice w, struct slice *value)
{
	const char *equals = memchr(w.p, '=', w.n);
	size_t name = equals != NULL ? (size_t)(equals - w.p) + 1 : w.n;
	struct slice one;

	while ((one = word_next(&settings)).n > 0)
		if (one.n >= name && memcmp(one.p, w.p, name) == 0) {
			*value = (struct slice){ one.p + name, one.n - name };
			return true;
		}
	return false;
}

/* The value in SETTINGS of the setting named in W, or "none". */
static struct slice
value_in(struct slice settings, struct slice w)
{
	struct slice value = { "none", 4 };

	find_setting(settings, w, &value);
	return value;
}

/* Is W a setting whose change restarts no session?  Older renderers wrote
 * "bfd". */
static bool
is_harmless(struct slice w)
{
	static const char *const harmless[] = { "bfd=", "requested=" };

	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
		size_t n = strlen(harmless[i]);

		if (w.n >= n && memcmp(w.p, harmless[i], n) == 0)
			return true;
	}
	return false;
}

/* Does each setting of A have the same value in B? */
static bool
settings_within(struct slice a, struct slice b)
{
	struct slice rest = a, w;

	while ((w = word_next(&rest)).n > 0)
		if (!is_harmless(w) &&
		    !slice_same(value_in(a, w), value_in(b, w)))
			return false;
	return true;
}

/* G's keyed hash of the file PATH that it depends on, or empty. */
static struct slice
depends_hash(const struct generation *g, struct slice path)
{
	for (size_t i = 0; i < g->manifest.n; i++)
		for (size_t j = 0; j < g->manifest.set[i].n; j++) {
			struct slice rest = g->manifest.set[i].file[j].body;

			while (rest.n > 0) {
				struct slice line = slice_cut(&rest, '\n');
				struct slice hash;

				if (!slice_is(slice_cut(&line, ' '), "depends"))
					continue;
				hash = slice_cut(&line, ' ');
				if (slice_cmp(line, path) == 0)
					return hash;
			}
		}
	return (struct slice){ NULL, 0 };
}

/* Has the content of the password file that both sessions use changed? */
static bool
password_changed(const struct situation *s, const struct frag_session *old,
    const struct frag_session *new)
{
	static const struct slice name = { "password=", 9 };
	struct slice a = value_in(old->settings, name);
	struct slice b = value_in(new->settings, name);

	return b.n > 0 && *b.p == '/' && slice_same(a, b) &&
	    !slice_same(depends_hash(s->have, a), depends_hash(s->want, b));
}

/* Does BIRD restart the session when it changes from OLD to NEW? */
static bool
session_restarts(const struct situation *s, const struct frag_session *old,
    const struct frag_session *new)
{
	return !settings_within(old->settings, new->settings) ||
	    !settings_within(new->settings, old->settings) ||
	    password_changed(s, old, new);
}

/* Prints "NAME OLD -> NEW" for each setting of WORDS that differs; with
 * ONLY_GONE, only for settings that NEW does not have. */
static void
print_settings(FILE *f, struct slice words, struct slice old, struct slice new,
    bool only_gone, bool *any)
{
	struct slice w, ignored;

	while ((w = word_next(&words)).n > 0) {
		struct slice a = value_in(old, w), b = value_in(new, w);
		const char *equals = memchr(w.p, '=', w.n);
		int n = (int)(equals != NULL ? equals - w.p : (long)w.n);

		if (is_harmless(w) || slice_same(a, b) ||
		    (only_gone && find_setting(new, w, &ignored)))
			continue;
		fprintf(f, "%s %.*s %.*s -> %.*s", *any ? "," : "", n, w.p,
		    (int)a.n, a.p, (int)b.n, b.p);
		*any = true;
	}
}

static size_t
restart(FILE *f, const struct situation *s, const struct frag_session *old,
    const struct frag_session *new)
{
	bool any = false;

	if (!session_restarts(s, old, new))
		return 0;
	fprintf(f, "session %.*s restarts:", (int)new->name.n, new->name.p);
	print_settings(f, new->settings, old->settings, new->settings, false,
	    &any);
	print_settings(f, old->settings, old->settings, new->settings, true,
	    &any);
	if (password_changed(s, old, new))
		fputs(any ? ", its password changed" : " its password changed",
		    f);
	putc('\n', f);
	return 1;
}

static size_t
say_session(FILE *f, const struct frag_session *s, const char *what)
{
	fprintf(f, "session %.*s %s\n", (int)s->name.n, s->name.p, what);
	return 1;
}

size_t
change_sessions(FILE *f, const struct situation *s)
{
	struct sessions old, new;
	size_t i = 0, j = 0, n = 0;

	collect(&old, s->have);
	collect(&new, s->want);
	while (i < old.n || j < new.n) {
		int c = i == old.n ? 1 :
		    j == new.n	   ? -1 :
				     sort_by_slice(&old.v[i], &new.v[j]);

		if (c < 0)
			n += say_session(f, &old.v[i++], "goes");
		else if (c > 0)
			n += say_session(f, &new.v[j++], "comes");
		else
			n += restart(f, s, &old.v[i++], &new.v[j++]);
	}
	free(old.v);
	free(new.v);
	return n;
}

static const struct frag_session *
find_session(const struct generation *g, const char *name)
{
	for (size_t i = 0; g != NULL && i < g->manifest.n; i++) {
		const struct frag_set *set = &g->manifest.set[i];

		for (size_t j = 0; j < set->n; j++)
			for (size_t k = 0; k < set->file[j].nsession; k++)
				if (slice_is(set->file[j].session[k].name,
					name))
					return &set->file[j].session[k];
	}
	return NULL;
}

bool
change_restarts(const struct situation *s, const char *name)
{
	const struct frag_session *old = find_session(s->have, name);
	const struct frag_session *new = find_session(s->want, name);

	return old != NULL && new != NULL &&session_restarts(s, old, new);
}

bool
change_starts(const struct situation *s, const char *name)
{
	return find_session(s->have, name) == NULL || change_restarts(s, name);
}

size_t
change_bird(FILE *f, const struct situation *s, const struct plan *p)
{
	if (!plan_has(p, STEP_CONFIGURE) ||
	    name_list_any(s->damaged, "bird/") ||
	    strcmp(s->have_id, s->want->id) != 0)
		return 0;
	fputs("bird runs another configuration than the installed one\n", f);
	return 1;
}
