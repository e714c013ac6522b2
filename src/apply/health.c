/* Health: do the sessions that were up come back? */
#include "apply/health.h"

#include <string.h>

#define PERCENT 10u

static const char disabled[] = " disabled=on";

static bool
is_disabled(const struct frag_session *s)
{
	return s->settings.n > 0 && (memmem(s->settings.p, s->settings.n,
	    disabled, sizeof disabled - 1) != NULL ||
	    (s->settings.n >= sizeof disabled - 2 &&
	    memcmp(s->settings.p, disabled + 1, sizeof disabled - 2) == 0));
}

static void
take_judged(struct names *up, const struct names *all,
    const struct frag_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t j = 0; j < set->file[i].nsession; j++) {
			const struct frag_session *s =
			    &set->file[i].session[j];

			if (!is_disabled(s) && names_has(all, s->name))
				names_add(up, s->name);
		}
}

enum bird_answer
health_before(struct names *up, struct birdctl *ctl,
    const struct generation *want, struct why *why)
{
	struct names all = { 0 };
	enum bird_answer answer = bird_sessions(ctl, &all, why);

	for (size_t i = 0; i < want->manifest.n; i++)
		take_judged(up, &all, &want->manifest.set[i]);
	names_sort(up);
	names_free(&all);
	return answer;
}

enum bird_answer
health_lost(struct names *lost, const struct names *up,
    struct birdctl *ctl, struct why *why)
{
	struct names all = { 0 };
	enum bird_answer answer = bird_sessions(ctl, &all, why);

	for (size_t i = 0; i < up->n; i++) {
		struct slice name = { up->v[i], strlen(up->v[i]) };

		if (!names_has(&all, name))
			names_add(lost, name);
	}
	names_free(&all);
	return answer;
}

bool
health_too_many(const struct names *lost, const struct names *up)
{
	if (lost->n == 0)
		return false;
	return lost->n == up->n ||
	    (lost->n > 1 && lost->n * 100 > up->n * PERCENT);
}
