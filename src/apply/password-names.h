#ifndef APPLY_PASSWORD_NAMES_H
#define APPLY_PASSWORD_NAMES_H

#include "apply/apply.h"
#include "stream/fragin.h"

/*
 * Is each password constant that a session of STREAM uses defined in a file
 * that BIRD's set depends on?  Reports those that are not: BIRD itself would
 * report only "syntax error" and a line of a generated file.
 */
bool password_names_ok(const struct fragments *stream, const struct job *job);

#endif
