#ifndef APPLY_KEPT_H
#define APPLY_KEPT_H

#include <time.h>

#include "apply/store.h"

/* A generation that is in the state directory.  Its time is when it was
 * written or last confirmed. */
struct kept {
	char id[ID_TEXT];
	struct timespec time;
};

struct kept_list {
	struct kept *v;
	size_t n, cap;
};

/* All of them, newest first; free with kept_free(). */
void kept_list(struct store *s, struct kept_list *kept);
void kept_free(struct kept_list *kept);
/* The ID of the one that starts with START; false, reported, when there is
 * none, or more than one. */
bool kept_find(struct store *s, const char *start, char id[static ID_TEXT]);
/* Removes old generations, but neither of these two and not the newest. */
void kept_prune(struct store *s, const char *id, const char *previous);

#endif
