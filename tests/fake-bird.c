/*
 * A BIRD for the tests: fake-bird SOCKET MODE listens there and answers as
 * BIRD 2 does.  What it "runs" is the line that defines BIRDFEED_GENERATION
 * in the file it was told to load; the file it was started with is what the
 * environment says in FAKE_BIRD_FILE.  Each command goes to standard output.
 *
 * The mode play=FILE gives answers out of a file, in which a command stands
 * behind "> " and the lines of its reply follow.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct bird {
	const char *mode;
	char runs[256]; /* what eval answers */
	int configured; /* how often */
	int looked;	/* at the sessions, since then */
	int asked;	/* what it runs, since it was configured */
	int busy;	/* how often status still says 0004 */
	int commands;	/* how many there were */
};

static int
is(const struct bird *b, const char *mode)
{
	return strcmp(b->mode, mode) == 0;
}

/* The value of the define in the first line of FILE. */
static void
load(struct bird *b, const char *command)
{
	char line[512] = "", *file = strdup(strchr(command, '"') + 1), *q;
	FILE *f;

	*strchr(file, '"') = '\0';
	f = fopen(file, "r");
	if (f != NULL && fgets(line, sizeof line, f) != NULL &&
	    (q = strchr(line, '"')) != NULL) {
		snprintf(b->runs, sizeof b->runs, "%s", q + 1);
		b->runs[strcspn(b->runs, "\"")] = '\0';
	}
	if (f != NULL)
		fclose(f);
	free(file);
}

static void
configure(struct bird *b, FILE *f, const char *command)
{
	b->configured++;
	b->looked = 0;
	if (is(b, "die"))
		exit(0);
	if (is(b, "refuse")) {
		fputs("0002-Reading\n8002 /x:1:1 no, thanks\n", f);
		return;
	}
	if (strstr(b->mode, "lie") == NULL && strchr(command, '"') != NULL)
		load(b, command);
	b->busy = is(b, "slow") || is(b, "queue") ? 3 : is(b, "late") ? 75 : 0;
	fputs(is(b, "queue") ? "0002-Reading\n0005 Queued\n" :
		b->busy > 0  ? "0002-Reading\n0004 In progress\n" :
			       "0002-Reading\n0003 Reconfigured\n",
	    f);
}

/*
 * Twenty, all up; but "lose-N" loses N of them by the second configure for
 * good, and "blink-N" for two looks.
 */
static void
sessions(struct bird *b, FILE *f)
{
	int down = 0;

	if (b->configured == 2) {
		sscanf(b->mode, "lose-%d", &down);
		if (b->looked++ < 2)
			sscanf(b->mode, "blink-%d", &down);
	}
	fputs("2002-Name       Proto      Table      State  Since         "
	      "Info\n1002-device1    Device     ---        up     03:57:04.899"
	      "  \n",
	    f);
	for (int i = 1; i <= 20; i++)
		fprintf(f, " ebgp_%d BGP --- %s 2026-11-21 03:57:04  %s\n", i,
		    i <= down ? "start" : "up",
		    i <= down ? "Connect       Socket: No route" :
				"Established   ");
	fputs("0000 \n", f);
}

/* The lines that FILE has behind that command. */
static void
play(FILE *f, const char *file, const char *command)
{
	static char line[1 << 20];
	FILE *in = fopen(file, "r");
	int on = 0, known = 0;

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		if (strncmp(line, "> ", 2) == 0) {
			line[strcspn(line, "\n")] = '\0';
			on = strcmp(line + 2, command) == 0;
			known |= on;
		} else if (on) {
			fputs(line, f);
		}
	}
	if (in != NULL)
		fclose(in);
	if (!known)
		fputs("9001 unknown command\n", f);
}

static void
hang(FILE *f)
{
	(void)f;
	poll(NULL, 0, -1);
}

static void
die(FILE *f)
{
	(void)f;
	exit(0);
}

static void
drop(FILE *f)
{
	fputs("0002-Rea", f);
	fflush(f);
	shutdown(fileno(f), SHUT_RDWR);
}

static void
garbage(FILE *f)
{
	fwrite("\0\377\n0003?\n\1\2", 1, 12, f);
}

/* 10 MB of lines, and of a line. */
static void
flood(FILE *f)
{
	for (int i = 0; i < 100000 && fprintf(f, "0002-%0100d\n", i) > 0; i++)
		;
	fputs("0003 Reconfigured\n", f);
}

static void
endless(FILE *f)
{
	for (int i = 0; i < 100000 && fprintf(f, "0002-%0100d", i) > 0; i++)
		;
}

/* "WORD-at-N": that is the answer to the Nth command; true if it was. */
static int
mischief(struct bird *b, FILE *f)
{
	static const struct {
		const char *word;
		void (*make)(FILE *f);
	} kinds[] = {
		{ "hang", hang },
		{ "die", die },
		{ "drop", drop },
		{ "garbage", garbage },
		{ "flood", flood },
		{ "endless", endless },
	};
	const char *at = strstr(b->mode, "-at-");

	if (at == NULL || ++b->commands != atoi(at + 4))
		return 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strncmp(b->mode, kinds[i].word, (size_t)(at - b->mode)) ==
		    0)
			kinds[i].make(f);
	return 1;
}

static void
answer(struct bird *b, FILE *f, const char *command)
{
	int usurped = 0;

	if (strncmp(b->mode, "play=", 5) == 0) {
		play(f, b->mode + 5, command);
	} else if (strcmp(command, "eval BIRDFEED_GENERATION") == 0) {
		/* "usurp-N": by the Nth question since the first configure
		 * somebody has made it run something else. */
		sscanf(b->mode, "usurp-%d", &usurped);
		b->asked += b->configured > 0;
		if (usurped > 0 && b->asked == usurped)
			snprintf(b->runs, sizeof b->runs, "else");
		if (b->runs[0] != '\0')
			fprintf(f, "0023 %s\n", b->runs);
		else
			fputs("9001 syntax error\n", f);
	} else if (strcmp(command, "configure status") == 0) {
		fputs(b->busy > 0 ? "0004-In progress\n" :
				    "0003-Daemon is up and running\n",
		    f);
		b->busy -= b->busy > 0;
		if (is(b, "undo"))
			fputs("0022-Undo in 99 s\n", f);
		fputs("0000 \n", f);
	} else if (is(b, "restricted")) {
		fputs("0016 Access restricted\n", f);
	} else if (strcmp(command, "configure check") == 0) {
		if (getenv("FAKE_BIRD_FILE") != NULL)
			fprintf(f, "0002-Reading configuration from %s\n",
			    getenv("FAKE_BIRD_FILE"));
		fputs("0020 Configuration OK\n", f);
	} else if (strncmp(command, "configure check", 15) == 0) {
		fputs(is(b, "bad") ? "8002 /x:1:1 does not load\n" :
				     "0020 Configuration OK\n",
		    f);
	} else if (strncmp(command, "configure", 9) == 0) {
		configure(b, f, command);
	} else if (strcmp(command, "show protocols") == 0 &&
	    strncmp(b->mode, "babel-", 6) == 0) {
		fputs("2002-Name\n1002-bf_babel Babel --- up 10:00:00\n"
		      "0000 \n",
		    f);
	} else if (strcmp(command, "show babel interfaces 'bf_babel'") == 0) {
		fputs("1023-bf_babel:\n Interface  State\n wg-int-fra1 Up No\n"
		      " wg-int-gone Down No\n0000 \n",
		    f);
	} else if (strcmp(command, "show protocols") == 0) {
		sessions(b, f);
	} else if (strncmp(command, "show route table bf_roa", 23) == 0) {
		fprintf(f,
		    "1007-%d of %d routes for 1 networks in table x\n"
		    "0000 \n",
		    command[23] - '4', command[23] - '4');
	} else {
		fputs("9001 unknown command\n", f);
	}
}

/* Greets, and then answers without an end. */
static void
drip(FILE *out)
{
	fputs("0001 BIRD 2.0.12 ready.\n", out);
	while (fputs("1002-x Device --- up 10:00:00\n", out) != EOF &&
	    fflush(out) == 0)
		poll(NULL, 0, 100);
	exit(0);
}

static void
serve(struct bird *b, int fd)
{
	FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
	char line[1024];

	if (is(b, "drip"))
		drip(out);
	if (is(b, "mute"))
		poll(NULL, 0, 60000);
	/* "babel-N": BIRD N, in which Babel runs on wg-int-fra1; "babel-N-lie"
	 * also loads nothing. */
	fprintf(out, "0001 BIRD %s ready.\n",
	    strncmp(b->mode, "babel-3", 7) == 0 ? "3.3.2" : "2.0.12");
	fflush(out);
	while (fgets(line, sizeof line, in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		puts(line);
		fflush(stdout);
		if (!mischief(b, out))
			answer(b, out, line);
		fflush(out);
	}
	fclose(in);
	fclose(out);
}

int
main(int argc, char **argv)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct bird b = { .mode = argv[argc - 1] };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (argc != 3)
		return 2;
	/* Somebody else's configure is in progress. */
	b.busy = is(&b, "busy") ? 5 : 0;
	signal(SIGPIPE, SIG_IGN);
	alarm(600);
	/* Whoever sees it is listened to. */
	snprintf(at.sun_path, sizeof at.sun_path, "%s.new", argv[1]);
	unlink(at.sun_path);
	if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 ||
	    listen(fd, 8) != 0 || rename(at.sun_path, argv[1]) != 0) {
		perror(argv[1]);
		return 2;
	}
	for (;;) {
		int client = accept(fd, NULL, NULL);

		if (client != -1)
			serve(&b, client);
	}
}
