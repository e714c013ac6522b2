/* Losses: what was up before a change and is not after it. */
#include "apply/losses.h"

#include <string.h>

#define PERCENT 10u
/* So many networks do not go down in the same minute by chance. */
#define TOGETHER 3u

static void
count(const struct name_list *names, const struct name_list *requested,
    size_t *own, size_t *asked)
{
	for (size_t i = 0; i < names->n; i++) {
		struct slice name = { names->v[i], strlen(names->v[i]) };

		if (name_list_has(requested, name))
			++*asked;
		else
			++*own;
	}
}

struct losses
losses_count(const struct name_list *up, const struct name_list *lost,
    const struct name_list *requested)
{
	struct losses l = { 0 };

	count(up, requested, &l.own_up, &l.asked_up);
	count(lost, requested, &l.own_lost, &l.asked_lost);
	return l;
}

/* Nothing of the operator's own was up that could tell. */
static bool
all_asked_lost(const struct losses *l)
{
	return l->own_up == 0 && l->asked_up >= TOGETHER &&
	    l->asked_lost == l->asked_up;
}

bool
losses_matter(const struct losses *l)
{
	return l->own_lost > 0 || all_asked_lost(l);
}

bool
losses_too_many(const struct losses *l)
{
	bool all = l->own_lost > 0 && l->own_lost == l->own_up;

	return all || all_asked_lost(l) ||
	    (l->own_lost > 1 && l->own_lost * 100 > l->own_up * PERCENT);
}
