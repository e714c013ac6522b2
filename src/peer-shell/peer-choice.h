#ifndef PEER_SHELL_PEER_CHOICE_H
#define PEER_SHELL_PEER_CHOICE_H

#include <stdbool.h>

#include "peer-shell/form.h"
#include "peer-shell/shell.h"
#include "store/peer-request.h"

/* All pending and active requests of the caller's AS numbers; false when the
 * store failed. */
bool peer_choice_all(struct shell *s, struct requests *found);
/*
 * The caller's one peer that FORM's asn, name and router, where they are
 * given, mean.  0 and request_free() it, or the status after it was said
 * which there are.
 */
int peer_choice_one(struct shell *s, const struct form *form,
    struct request *found);
/* As whom the caller maintains FORM's AS, which becomes the only one of the
 * caller's where none is given; NULL after it was said why not. */
const char *peer_choice_as(struct shell *s, struct form *form);

#endif
