#ifndef BIRDFEED_MEM_H
#define BIRDFEED_MEM_H

#include <stddef.h>
#include <stdio.h>

/*
 * Allocate memory.  If there is no memory left, these functions end the
 * program with a message and exit status 2.  Free the results with free(3).
 */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
void *mem_resize(void *p, size_t n, size_t size);
char *mem_strdup(const char *s);
/* A NUL-terminated copy of the N bytes at S. */
char *mem_strndup(const char *s, size_t n);

/*
 * Makes room for one more element of SIZE bytes in the array P, which has N
 * elements and room for *CAP.  Doubles the room, so that N appends cost O(N).
 * Returns the array, which may have moved.
 */
void *mem_grow(void *p, size_t n, size_t *cap, size_t size);

/* open_memstream(3) and fclose(3); both end the program on failure.  The
 * caller frees *TEXT with free(3). */
FILE *mem_stream(char **text, size_t *n);
void mem_stream_close(FILE *f);

#endif
