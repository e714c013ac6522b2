/*
 * versus [-d] RUNS LIMIT NAME A B: runs the shell commands A and B in turn,
 * after one run of each that does not count, and prints the medians of their
 * wall times and the median of the ratios A/B, pair by pair, beside LIMIT;
 * with -d, of the differences, in milliseconds.  Pairs keep a machine whose
 * speed drifts from deciding; nothing here fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(const char *command)
{
	struct timespec from, to;
	int status;
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &from);
	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
		fprintf(stderr, "versus: failed: %s\n", command);
		exit(1);
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static int
by_value(const void *va, const void *vb)
{
	double a = *(const double *)va, b = *(const double *)vb;

	return (a > b) - (a < b);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_value);
	return v[n / 2];
}

int
main(int argc, char **argv)
{
	int difference = argc > 1 && strcmp(argv[1], "-d") == 0;
	size_t runs;
	double *a, *b, *ratio;

	argc -= difference;
	argv += difference;
	runs = argc == 6 ? strtoul(argv[1], NULL, 10) : 0;
	if (runs == 0 || runs > 1000) {
		fputs("usage: versus [-d] RUNS LIMIT NAME A B\n", stderr);
		return 2;
	}
	a = calloc(runs, sizeof *a);
	b = calloc(runs, sizeof *b);
	ratio = calloc(runs, sizeof *ratio);
	if (a == NULL || b == NULL || ratio == NULL)
		return 2;
	seconds(argv[4]);
	seconds(argv[5]);
	for (size_t i = 0; i < runs; i++) {
		a[i] = seconds(argv[4]);
		b[i] = seconds(argv[5]);
		ratio[i] = difference ? (a[i] - b[i]) * 1e3 : a[i] / b[i];
	}
	printf("%-44s %8.1f ms %8.1f ms   %s %5.2f   (at most %s)\n", argv[3],
	    median(a, runs) * 1e3, median(b, runs) * 1e3,
	    difference ? "more " : "ratio", median(ratio, runs), argv[2]);
	free(a);
	free(b);
	free(ratio);
	return 0;
}
