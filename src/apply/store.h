#ifndef APPLY_STORE_H
#define APPLY_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "apply/generation.h"

/*
 * The state directory: a directory for each generation, "current", which
 * is a link to the one that is confirmed, "journal" and "secret".
 * Everything is done relative to FD, which also holds the lock.
 */
struct store {
	const char *path;
	int fd;			/* -1: there is none (and none was wanted) */
	gid_t group;		/* BIRD's; (gid_t)-1: leave it */
	struct diag *diag;
};

/* With CREATE, makes it when it is not there.  False: reported. */
bool store_open(struct store *s, const char *path, const char *group,
    bool create, struct diag *diag);
/* Waits for the lock; false when somebody else keeps it. */
bool store_lock(struct store *s, unsigned seconds);
void store_close(struct store *s);

/*
 * The key of secret_hash().  Made on first use when CREATE; a key for this
 * run alone when there is none and must none be made.
 */
bool store_key(struct store *s, uint8_t key[static SECRET_KEY], bool create);

/* Replaces the file NAME, 0600, as a whole, and makes it durable. */
bool store_put(struct store *s, const char *name, const void *data,
    size_t n);

/* The generation of that id, by its manifest; false, in silence: g->id is
 * ID, and no more is known. */
bool store_generation(struct store *s, const char *id,
    struct generation *g);

enum store_current {
	STORE_CURRENT,		/* ID is the confirmed generation's */
	STORE_NONE,		/* nothing was ever confirmed here; ID is "" */
	STORE_ODD,		/* "current" is not apply's: reported; "" */
};

enum store_current store_current(struct store *s, char id[static ID_TEXT]);
/* Swings "current" to the generation of that id, and makes it durable. */
bool store_commit(struct store *s, const char *id);
/* Takes "current" away: there was none before. */
bool store_uncommit(struct store *s);
/* Removes what a run that died left behind. */
void store_sweep(struct store *s);
/* A generation that is there; its time is when it was written, or
 * confirmed last. */
struct kept {
	char id[ID_TEXT];
	struct timespec time;
};

struct kept_list {
	struct kept *v;
	size_t n, cap;
};

/* All of them, newest first; free with kept_free(). */
void store_list(struct store *s, struct kept_list *kept);
void kept_free(struct kept_list *kept);
/* Removes old generations, but neither of these two and not the newest. */
void store_prune(struct store *s, const char *id, const char *previous);
/* A new name for something temporary. */
void store_temporary(char name[static 16]);

#endif
