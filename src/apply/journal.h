#ifndef APPLY_JOURNAL_H
#define APPLY_JOURNAL_H

#include <stdbool.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/store.h"
#include "base/buf.h"

#define JOURNAL_TIME 32
#define JOURNAL_TRIES 3u	/* of a change that is disturbed */

/* How far the last change came. */
enum journal_state {
	JOURNAL_NONE,		/* there was none */
	JOURNAL_PENDING,	/* somebody is at it, or died at it */
	JOURNAL_CONFIRMED,
	JOURNAL_UNDONE,		/* taken back, and not for its own fault */
	JOURNAL_FAILED,		/* taken back: not to be tried again */
};

/*
 * The journal is one line in the state directory, replaced as a whole:
 *
 *	STATE ID FROM TIME [NOTE]
 *
 * ID is the generation that was to be installed, FROM the one before it,
 * "-" where there was none.  The note is why it was taken back, with
 * "try N of 3: " before it when that was not the generation's fault.  While
 * it is pending, the note is "try=N", "new=1" and the interfaces that it
 * found and made its own, which are not to be removed on the way back.
 */
struct journal {
	enum journal_state state;
	char id[ID_TEXT];
	char from[ID_TEXT];	/* "": none */
	char time[JOURNAL_TIME];
	struct buf note;
};

/* False, reported: the file can not be read, or is not apply's.  Free with
 * journal_free() in every case. */
bool journal_read(struct journal *j, struct store *s);
/* Replaces it; what the disk has when this returns is the new one.  FROM
 * may be "", NOTE may be NULL. */
bool journal_write(struct store *s, enum journal_state state, const char *id,
    const char *from, const char *note);
/*
 * The note of a journal that is pending: TRIES, when it was tried before and
 * disturbed; that the generation's directory is NEW; the interfaces STAY.
 */
void journal_note_pending(struct buf *note, unsigned tries, bool is_new,
    const struct name_list *stay);
/* Begins the note of one that was taken back, the TRY-th time. */
void journal_note_try(struct buf *note, unsigned try);
/* How often ID was tried and disturbed: BIRD died, or somebody else told it
 * to load another file.  0 if the journal is about another generation. */
unsigned journal_tries(const struct journal *j, const char *id);
/* Of a pending one: is the generation's directory new, so that it goes when
 * the change is taken back? */
bool journal_is_new(const struct journal *j);
/* Of a pending one: the interfaces that stay. */
void journal_stay(const struct journal *j, struct name_list *stay);
void journal_free(struct journal *j);

#endif
