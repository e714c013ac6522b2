#ifndef APPLY_BIRD_H
#define APPLY_BIRD_H

#include <stdbool.h>

#include "apply/generation.h"
#include "apply/name-list.h"
#include "host/birdctl.h"

/* How BIRD took what it was told. */
enum bird_answer {
	BIRD_YES,
	BIRD_NO,	/* it refused, and goes on as it was */
	BIRD_LOST,	/* it does not answer: nobody knows what it runs */
};

/*
 * The generation that BIRD runs, as it says itself; ID is empty when it
 * runs something else.
 */
enum bird_answer bird_generation(struct birdctl *ctl, char id[static ID_TEXT],
    struct why *why);
/*
 * Waits until BIRD is done with whatever it was told before.  No command
 * may be sent while one is in progress: BIRD 3 aborts on that, and on one
 * that comes before its kernel protocols have begun to export.  Somebody
 * else's pending undo ("configure timeout") is a no.
 */
enum bird_answer bird_idle(struct birdctl *ctl, struct why *why);
/* What the running BIRD thinks of that file; changes nothing. */
enum bird_answer bird_check(struct birdctl *ctl, const char *file,
    struct why *why);
/*
 * The file that BIRD starts with and a plain "configure" reads: it names it
 * when it is told to check that one, which changes nothing.  Empty when it
 * does not say.
 */
enum bird_answer bird_own_file(struct birdctl *ctl, struct buf *file,
    struct why *why);
/* Loads that file (NULL: BIRD's own) and waits until it is done. */
enum bird_answer bird_configure(struct birdctl *ctl, const char *file,
    struct why *why);
/* Adds the BGP sessions that are up, and sorts them. */
enum bird_answer bird_sessions(struct birdctl *ctl, struct name_list *up,
    struct why *why);
/* The protocols of TYPE, as "show protocols" calls it, that are up. */
enum bird_answer bird_protocols(struct birdctl *ctl, const char *type,
    struct name_list *up, struct why *why);
/* Adds the interfaces that are up in a Babel protocol. */
enum bird_answer bird_babel_interfaces(struct birdctl *ctl,
    const char *protocol, struct name_list *names, struct why *why);
/* Has that table no routes?  A table that BIRD does not know is a no. */
enum bird_answer bird_table_empty(struct birdctl *ctl, struct slice table,
    bool *empty, struct why *why);
/* Runs "bird -p ..." as ARGV says. */
bool bird_parse(char *const argv[], struct why *why);

#endif
