#ifndef BIRDFEED_MEM_H
#define BIRDFEED_MEM_H

#include <stddef.h>
#include <stdio.h>

/*
 * Memory that is always there: each of these ends the program with a
 * message and status 2 when there is none.  Free with free(3).
 */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
void *mem_resize(void *p, size_t n, size_t size);
char *mem_strdup(const char *s);
/* A NUL-terminated copy of the N bytes at S. */
char *mem_strndup(const char *s, size_t n);

/*
 * Makes room for one more element of SIZE bytes in the array P that holds
 * N of *CAP; doubles, so that N appends cost O(N).
 */
void *mem_grow(void *p, size_t n, size_t *cap, size_t size);

/* open_memstream(3), and the end of writing to it. */
FILE *mem_stream(char **text, size_t *n);
void mem_stream_close(FILE *f);

#endif
