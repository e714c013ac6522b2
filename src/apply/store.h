#ifndef APPLY_STORE_H
#define APPLY_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "apply/apply.h"
#include "apply/generation.h"

/*
 * The state directory: a directory for each generation, "current", which
 * is a link to the one that is confirmed, "journal", "secret" and "lock".
 * Everything is done relative to FD.
 */
struct store {
	const char *path;
	int fd;			/* -1: there is none (and none was wanted) */
	int lock;		/* -1: not locked */
	gid_t group;		/* BIRD's; (gid_t)-1: leave it */
	uint8_t key[SECRET_KEY];	/* of the keyed hashes; store_key() */
	bool key_is_there;
	bool key_is_old;	/* it was kept here before this run */
	struct diag *diag;
};

/* What a store is before store_open(). */
#define STORE_CLOSED { .fd = -1, .lock = -1 }

/* With CREATE, makes it when it is not there.  False: reported. */
bool store_open(struct store *s, const char *path, const char *group,
    bool create, struct diag *diag);
/* Waits for the lock, SECONDS but at most 30.  APPLY_DONE, APPLY_BUSY when
 * another apply keeps it, or APPLY_REFUSED; reported. */
int store_lock(struct store *s, unsigned seconds);
void store_close(struct store *s);

/*
 * Reads KEY, for secret_hash().  If there is none, makes one, which is kept
 * with CREATE, and for this run alone without.
 */
bool store_key(struct store *s, bool create);

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

/* Calls TAKE for each name in the directory. */
typedef void store_taker(struct store *s, const char *name, void *ctx);
void store_each(struct store *s, store_taker *take, void *ctx);

#endif
