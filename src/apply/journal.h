#ifndef APPLY_JOURNAL_H
#define APPLY_JOURNAL_H

#include <stdbool.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "apply/store.h"
#include "base/buf.h"

#define JOURNAL_TIME 32

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
 * "-" where there was none.  The note is why it was taken back or, while it
 * is pending, the interfaces that it found and made its own: these are not
 * to be removed on the way back.
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
/* The words of the note. */
void journal_words(const struct journal *j, struct name_list *words);
void journal_free(struct journal *j);

#endif
