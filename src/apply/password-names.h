#ifndef APPLY_PASSWORD_NAMES_H
#define APPLY_PASSWORD_NAMES_H

#include "apply/apply.h"
#include "stream/fragin.h"

/*
 * Is each password that a session of STREAM uses, a constant of BIRD's, defined
 * in one of the files that BIRD's set depends on?  Reports those that are not:
 * BIRD would only name a line of ours, and "syntax error".
 */
bool password_names_ok(const struct fragments *stream, const struct job *job);

#endif
