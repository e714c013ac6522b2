#ifndef APPLY_BIRD_H
#define APPLY_BIRD_H

#include <stdbool.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "host/birdctl.h"

/* BIRD's answer to a command. */
enum bird_answer {
	BIRD_YES,
	BIRD_NO,   /* it refused, and has changed nothing */
	BIRD_LOST, /* no answer: its configuration is unknown */
};

/*
 * Asks BIRD which generation it runs.  ID is empty if BIRD runs another
 * configuration.
 */
enum bird_answer bird_generation(struct birdctl *ctl, char id[static ID_TEXT],
    struct why *why);
/*
 * Waits until BIRD has finished all earlier commands.  A command must not be
 * sent while another is in progress: BIRD 3 then aborts.  It also aborts on a
 * command that arrives before its kernel protocols have begun to export.
 * Returns BIRD_NO if another user has scheduled an undo ("configure timeout").
 */
enum bird_answer bird_idle(struct birdctl *ctl, struct why *why);
/* Asks the running BIRD to check FILE.  This changes nothing. */
enum bird_answer bird_check(struct birdctl *ctl, const char *file,
    struct why *why);
/*
 * Gets the file that BIRD starts with and that a plain "configure" reads.
 * BIRD names it in its reply to "configure check", which changes nothing.
 * FILE is empty if BIRD does not name it.
 */
enum bird_answer bird_own_file(struct birdctl *ctl, struct buf *file,
    struct why *why);
/* Loads FILE (NULL: BIRD's own file) and waits until BIRD has finished. */
enum bird_answer bird_configure(struct birdctl *ctl, const char *file,
    struct why *why);
/* Adds the names of the BGP sessions that are up, and sorts UP. */
enum bird_answer bird_sessions(struct birdctl *ctl, struct name_list *up,
    struct why *why);
/*
 * Adds the protocols that are up and of TYPE, spelled as in "show protocols".
 */
enum bird_answer bird_protocols(struct birdctl *ctl, const char *type,
    struct name_list *up, struct why *why);
/* Adds the interfaces that are up in the Babel protocol PROTOCOL. */
enum bird_answer bird_babel_interfaces(struct birdctl *ctl,
    const char *protocol, struct name_list *names, struct why *why);
/* Reports whether TABLE has no routes.  BIRD_NO: BIRD does not know it. */
enum bird_answer bird_table_empty(struct birdctl *ctl, struct slice table,
    bool *empty, struct why *why);
/* Runs "bird -p" with the arguments in ARGV. */
bool bird_parse(char *const argv[], struct why *why);

#endif
