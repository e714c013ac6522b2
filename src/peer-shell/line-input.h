#ifndef PEER_SHELL_LINE_INPUT_H
#define PEER_SHELL_LINE_INPUT_H

#include <stdbool.h>
#include <stddef.h>

enum line_end { LINE_READ, LINE_CANCELLED, LINE_OVER };

/*
 * Lines from standard input.  A terminal has editing and history where there
 * is libedit, and ^C gives up a line.  Who types nothing for IDLE seconds is
 * sent away, and the program ends with status 1.
 */
struct line_input;
/* NULL with errno when signals cannot be handled. */
struct line_input *line_input_new(bool terminal, unsigned idle);
/* The next line without its newline, valid until the next call. */
enum line_end line_input_read(struct line_input *in, const char *prompt,
    char **line);
/* Puts a line into the history. */
void line_input_remember(struct line_input *in, const char *line);
void line_input_free(struct line_input *in);

#endif
