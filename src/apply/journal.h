#ifndef APPLY_JOURNAL_H
#define APPLY_JOURNAL_H

#include <stdbool.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/store.h"
#include "base/buf.h"

#define JOURNAL_TIME 32
#define JOURNAL_TRIES 3u /* for a disturbed change */

/* How far the last change got. */
enum journal_state {
	JOURNAL_NONE,	 /* no change was made yet */
	JOURNAL_PENDING, /* a change is running, or it died */
	JOURNAL_CONFIRMED,
	JOURNAL_UNDONE, /* undone, not for its own fault */
	JOURNAL_FAILED, /* undone: do not try it again */
};

/*
 * The journal is one line in the state directory, replaced atomically:
 *
 *	STATE ID FROM TIME [NOTE]
 *
 * ID is the generation to install, and FROM is the one before it, or "-".
 * NOTE of an undone change is the reason, with "try N of 3: " before it if
 * the generation was not at fault.  NOTE of a pending change contains
 * "try=N", "new=1" and the existing interfaces that became apply's: a
 * rollback must not remove them.
 */
struct journal {
	enum journal_state state;
	char id[ID_TEXT];
	char from[ID_TEXT]; /* "": there was none */
	char time[JOURNAL_TIME];
	struct buf note;
};

/* Reads the journal.  Returns false, and reports why, if the file cannot be
 * read or is not a journal.  Free with journal_free() in every case. */
bool journal_read(struct journal *j, struct store *s);
/* Replaces the journal and syncs it to disk.  FROM may be "", NOTE may be
 * NULL. */
bool journal_write(struct store *s, enum journal_state state, const char *id,
    const char *from, const char *note);
/*
 * Makes the note of a pending journal: TRIES, the number of earlier tries that
 * were disturbed; IS_NEW, whether the generation's directory is new; STAY, the
 * interfaces to keep.
 */
void journal_note_pending(struct buf *note, unsigned tries, bool is_new,
    const struct name_list *stay);
/* Begins the note of a change that was undone at its TRY-th try. */
void journal_note_try(struct buf *note, unsigned try);
/* How often a try of ID was disturbed: BIRD died, or another user made it load
 * another file.  Zero if the journal is about another generation. */
unsigned journal_tries(const struct journal *j, const char *id);
/* For a pending journal: is the generation's directory new, so that undoing
 * the change removes it? */
bool journal_is_new(const struct journal *j);
/* For a pending journal: gets the interfaces that must be kept. */
void journal_stay(const struct journal *j, struct name_list *stay);
void journal_free(struct journal *j);

#endif
