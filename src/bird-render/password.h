#ifndef BIRD_RENDER_PASSWORD_H
#define BIRD_RENDER_PASSWORD_H

#include <stdio.h>

#include "bird-render/input.h"

/*
 * The files with the sessions' passwords, the peers' and the neighbours', in
 * order and each once: BIRD takes no constant twice, and one file may well
 * hold all of them.  *N is how many; free(3) the array.
 */
const char **password_files(const struct input *in, size_t *n);
/* Explain mark: the first peer or neighbor whose password is in FILE. */
void password_because(FILE *f, const struct input *in, const char *file);

#endif
