#ifndef APPLY_STORE_H
#define APPLY_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "apply/apply.h"
#include "apply/generation.h"

/*
 * The state directory.  It contains a directory for each generation, "current"
 * (a link to the confirmed generation), "journal", "secret" and "lock".  All
 * paths are relative to FD.
 */
struct store {
	const char *path;
	int fd;			 /* -1: no state directory (none was wanted) */
	int lock;		 /* -1: not locked */
	gid_t group;		 /* BIRD's; (gid_t)-1: do not change groups */
	uint8_t key[SECRET_KEY]; /* for keyed hashes; see store_key() */
	bool key_is_there;
	bool key_is_old; /* it was stored before this run */
	struct diag *diag;
};

/* The initial value of a store. */
#define STORE_CLOSED \
	{ \
		.fd = -1, .lock = -1 \
	}

/* Opens the state directory.  With CREATE, makes it if it does not exist.
 * Returns false, and reports why, on failure. */
bool store_open(struct store *s, const char *path, const char *group,
    bool create, struct diag *diag);
/* Waits for the lock, for at most SECONDS or 30 seconds.  Returns APPLY_DONE,
 * APPLY_BUSY if another apply holds it, or APPLY_REFUSED; reports failures. */
int store_lock(struct store *s, unsigned seconds);
void store_close(struct store *s);

/*
 * Reads KEY, for secret_hash().  If there is no key, makes one and stores it
 * with CREATE; without CREATE, makes a throw-away key for this run.
 */
bool store_key(struct store *s, bool create);

/* Replaces the file NAME, mode 0600, atomically, and syncs it to disk. */
bool store_put(struct store *s, const char *name, const void *data, size_t n);

/* Reads the generation ID from its manifest.  On failure, returns false
 * without a report, and sets only g->id. */
bool store_generation(struct store *s, const char *id, struct generation *g);

enum store_current {
	STORE_CURRENT, /* ID is the confirmed generation */
	STORE_NONE,    /* nothing is confirmed; ID is "" */
	STORE_ODD,     /* "current" is foreign: reported; ID is "" */
};

enum store_current store_current(struct store *s, char id[static ID_TEXT]);
/* Points "current" to the generation ID, and syncs it to disk. */
bool store_commit(struct store *s, const char *id);
/* Removes "current", because there was none before. */
bool store_uncommit(struct store *s);
/* Removes the remains of a run that died. */
void store_sweep(struct store *s);

/* Calls TAKE for each name in the state directory. */
typedef void store_taker(struct store *s, const char *name, void *ctx);
void store_each(struct store *s, store_taker *take, void *ctx);

#endif
