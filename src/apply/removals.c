/* The guard against too many removals. */
#include "apply/removals.h"

#include <string.h>

#include "apply/registry-age.h"
#include "base/duration.h"

/* The records that "#% count WHAT N" counts, and the name of one record. */
static const struct counted {
	const char *what;
	const char *name;
	bool added; /* not counted by the first versions */
} counted[] = {
	{ "peer", "peers", false },
	{ "roa", "ROAs", false },
	{ "participant", "participants", false },
	/* A registry that has lost some of its files still looks complete. */
	{ "aut-num", "aut-nums", true },
	{ "as-set", "as-sets", true },
	{ "rule", "filter rules", false },
};

/* The number of records that should stay, and how many of them do. */
struct removal {
	unsigned long old;
	unsigned long left;
};

static unsigned long
count(const struct generation *g, const char *what)
{
	unsigned long n = 0;

	for (size_t i = 0; i < g->manifest.n; i++)
		n += fragments_count(&g->manifest.set[i], what);
	return n;
}

/* Gets the names of WHAT, sorted. */
static void
members(const struct generation *g, const char *what, struct name_list *names)
{
	for (size_t i = 0; i < g->manifest.n; i++) {
		const struct frag_set *set = &g->manifest.set[i];

		for (size_t j = 0; j < set->n; j++)
			for (size_t k = 0; k < set->file[j].nmember; k++)
				if (slice_is(set->file[j].member[k].what, what))
					name_list_add(names,
					    set->file[j].member[k].name);
	}
	name_list_sort(names);
}

static struct removal
by_names(const struct name_list *old, const struct name_list *new,
    const struct name_list *leaves)
{
	struct removal r = { 0, 0 };

	for (size_t i = 0; i < old->n; i++) {
		struct slice name = { old->v[i], strlen(old->v[i]) };
		bool stays = name_list_has(new, name);

		r.old += stays || !name_list_has(leaves, name);
		r.left += stays;
	}
	return r;
}

/*
 * Compares by name if both generations name every record; otherwise by number.
 */
static struct removal
compare(const struct generation *have, const struct generation *want,
    const char *what)
{
	struct removal r = { count(have, what), count(want, what) };
	struct name_list old = { 0 }, new = { 0 };

	members(have, what, &old);
	members(want, what, &new);
	if (old.n > 0 && old.n == r.old && new.n == r.left)
		r = by_names(&old, &new, &want->leaves);
	name_list_free(&old);
	name_list_free(&new);
	return r;
}

static unsigned long
lost(struct removal r)
{
	return r.old > r.left ? r.old - r.left : 0;
}

/* One record may always disappear, but not the last one. */
static bool
too_many(struct removal r, uint32_t percent)
{
	if (r.old > 0 && r.left == 0)
		return true;
	return lost(r) > 1 &&
	    (unsigned long long)lost(r) * 100 >
	    (unsigned long long)r.old * percent;
}

static bool
refuse_many(const struct job *job, const char *name, struct removal r)
{
	diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
	    "of %lu %s %lu would be left (max-removals is %u%%; "
	    "--force overrides)",
	    r.old, name, r.left, (unsigned)job->site->apply.max_removals);
	return job->force;
}

/* The registry is too old to say that something is gone. */
static bool
refuse_old(const struct job *job, const char *name, struct removal r)
{
	char age[REGISTRY_AGE_TEXT], most[DURATION_TEXT];

	diag_say(job->diag, job->force ? DIAG_WARNING : DIAG_ERROR, NULL, NULL,
	    "of %lu %s %lu would be left, and the registry's newest "
	    "commit is %s (max-age is %s; --force overrides)",
	    r.old, name, r.left, registry_age_words(age, job),
	    duration_print(most, job->site->registry.max_age));
	return job->force;
}

bool
removals_ok(const struct job *job, const struct generation *have,
    const struct generation *want)
{
	bool old = registry_age_over(job);
	bool ok = true;

	if (have == NULL)
		return true;
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		struct removal r = compare(have, want, counted[i].what);

		/* A stored generation of such a version may come back. */
		if (job->kept && counted[i].added && r.left == 0)
			continue;
		if (too_many(r, job->site->apply.max_removals))
			ok &= refuse_many(job, counted[i].name, r);
		else if (old && lost(r) > 0)
			ok &= refuse_old(job, counted[i].name, r);
	}
	return ok;
}
