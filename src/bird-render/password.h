#ifndef BIRD_RENDER_PASSWORD_H
#define BIRD_RENDER_PASSWORD_H

#include <stdio.h>

#include "bird-render/input.h"

/*
 * Returns the password files of the peers' and neighbours' sessions, in order
 * and each once: many sessions may share a file, and BIRD refuses to define a
 * constant twice.  *N is their number.  Free the array with free(3).
 */
const char **password_files(const struct input *in, size_t *n);
/* Explain mark: the first peer or neighbour whose password is in FILE. */
void password_because(FILE *f, const struct input *in, const char *file);

#endif
