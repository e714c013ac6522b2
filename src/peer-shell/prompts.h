#ifndef PEER_SHELL_PROMPTS_H
#define PEER_SHELL_PROMPTS_H

#include <stdbool.h>

#include "peer-shell/form.h"
#include "peer-shell/shell.h"

/* Asks for the fields of a form that holds the defaults, one after another;
 * WITH_AS: also where the peer is to be.  False when the person gave up. */
bool prompts_ask(struct shell *s, struct form *form, bool with_as);
/* Asks again for the one field of that name; false also when nobody is asked
 * for it. */
bool prompts_ask_again(struct shell *s, struct form *form, const char *field);
/* Shows the answers. */
void prompts_show(const struct shell *s, const struct form *form);
/* Is the answer yes? */
bool prompts_yes(struct shell *s, const char *question);

#endif
