/* Health: do the sessions that were up come back? */
#include "apply/session-health.h"

#include <string.h>

#include "apply/change.h"

/* Is SETTING, with a space before it, one of the session's? */
static bool
has_setting(const struct frag_session *s, const char *setting)
{
	size_t n = strlen(setting);

	return s->settings.n > 0 &&
	    (memmem(s->settings.p, s->settings.n, setting, n) != NULL ||
		(s->settings.n >= n - 1 &&
		    memcmp(s->settings.p, setting + 1, n - 1) == 0));
}

static bool
is_disabled(const struct frag_session *s)
{
	return has_setting(s, " disabled=on");
}

static void
take_judged(struct name_list *up, struct name_list *requested,
    const struct name_list *all, const struct frag_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t j = 0; j < set->file[i].nsession; j++) {
			const struct frag_session *s = &set->file[i].session[j];

			if (is_disabled(s) || !name_list_has(all, s->name))
				continue;
			name_list_add(up, s->name);
			if (has_setting(s, " requested=on"))
				name_list_add(requested, s->name);
		}
}

enum bird_answer
session_health_before(struct name_list *up, struct name_list *requested,
    struct birdctl *ctl, const struct generation *want, struct why *why)
{
	struct name_list all = { 0 };
	enum bird_answer answer = bird_sessions(ctl, &all, why);

	for (size_t i = 0; i < want->manifest.n; i++)
		take_judged(up, requested, &all, &want->manifest.set[i]);
	name_list_sort(up);
	name_list_sort(requested);
	name_list_free(&all);
	return answer;
}

enum bird_answer
session_health_lost(struct name_list *lost, const struct name_list *up,
    struct birdctl *ctl, struct why *why)
{
	struct name_list all = { 0 };
	enum bird_answer answer = bird_sessions(ctl, &all, why);

	for (size_t i = 0; i < up->n; i++) {
		struct slice name = { up->v[i], strlen(up->v[i]) };

		if (!name_list_has(&all, name))
			name_list_add(lost, name);
	}
	name_list_free(&all);
	return answer;
}

static void
take_started(struct name_list *started, const struct situation *s,
    const struct frag_session *session)
{
	char name[65];

	if (is_disabled(session) || session->name.n >= sizeof name)
		return;
	memcpy(name, session->name.p, session->name.n);
	name[session->name.n] = '\0';
	if (change_starts(s, name))
		name_list_add(started, session->name);
}

void
session_health_started(struct name_list *started, const struct situation *s)
{
	for (size_t i = 0; i < s->want->manifest.n; i++) {
		const struct frag_set *set = &s->want->manifest.set[i];

		for (size_t j = 0; j < set->n; j++)
			for (size_t k = 0; k < set->file[j].nsession; k++)
				take_started(started, s,
				    &set->file[j].session[k]);
	}
	name_list_sort(started);
}
