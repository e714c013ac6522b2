#ifndef APPLY_KEPT_H
#define APPLY_KEPT_H

#include <time.h>

#include "apply/store.h"

/* A generation in the state directory.  TIME is when it was written or last
 * confirmed. */
struct kept {
	char id[ID_TEXT];
	struct timespec time;
};

struct kept_list {
	struct kept *v;
	size_t n, cap;
};

/* Lists all generations, newest first.  Free with kept_free(). */
void kept_list(struct store *s, struct kept_list *kept);
void kept_free(struct kept_list *kept);
/* Finds the ID of the one generation whose id starts with START.  Returns
 * false, and reports why, if none or several match. */
bool kept_find(struct store *s, const char *start, char id[static ID_TEXT]);
/* Removes old generations beyond the newest ones, but never ID or PREVIOUS,
 * nor one that contains a foreign file. */
void kept_prune(struct store *s, const char *id, const char *previous);

#endif
