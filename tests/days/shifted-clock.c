/*
 * Loaded before libc (LD_PRELOAD): the real-time clock of a process is ahead by TEST_CLOCK_AHEAD_MS; all that measures durations is
 * as before. Covers Node with its threads and its native modules, PostgreSQL and Temporal's time-skipping server; a static Go binary,
 * such as Temporal's server, does not load it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

/* An instant beyond it counts from 1970: no machine has been up for 30 years. */
#define SECONDS_OF_30_YEARS 946080000

static long long ahead_ms;
static int (*real_gettime)(clockid_t, struct timespec *);
static int (*real_cond_wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
static int (*real_sem_wait)(sem_t *, const struct timespec *);

/* The name alone can give glibc's oldest condition variable, of another layout. */
static void *after_this(const char *name, const char *version) {
  void *found = dlvsym(RTLD_NEXT, name, version);
  return found != NULL ? found : dlsym(RTLD_NEXT, name);
}

/* Before the constructors of other libraries too, which may read the clock first. */
static void prepare(void) {
  if (real_gettime != NULL) return;
  const char *given = getenv("TEST_CLOCK_AHEAD_MS");
  ahead_ms = given == NULL ? 0 : atoll(given);
  real_cond_wait = after_this("pthread_cond_timedwait", "GLIBC_2.3.2");
  real_sem_wait = after_this("sem_timedwait", "GLIBC_2.2.5");
  real_gettime = dlsym(RTLD_NEXT, "clock_gettime");
}

__attribute__((constructor)) static void at_load(void) { prepare(); }

static struct timespec plus(struct timespec at, long long ms) {
  long long nanoseconds = at.tv_nsec + ms % 1000 * 1000000;
  at.tv_sec += ms / 1000;
  if (nanoseconds < 0) at.tv_sec -= 1, nanoseconds += 1000000000;
  if (nanoseconds >= 1000000000) at.tv_sec += 1, nanoseconds -= 1000000000;
  at.tv_nsec = nanoseconds;
  return at;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  prepare();
  int failed = real_gettime(clock, at);
  if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) *at = plus(*at, ahead_ms);
  return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != NULL) *at = now.tv_sec;
  return now.tv_sec;
}

/* The kernel ends a wait by its own clock. One by the monotonic clock stays as it is. */
static struct timespec in_kernel_time(const struct timespec *until) {
  return until->tv_sec > SECONDS_OF_30_YEARS ? plus(*until, -ahead_ms) : *until;
}

int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until) {
  prepare();
  struct timespec at = in_kernel_time(until);
  return real_cond_wait(cond, mutex, &at);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
  prepare();
  struct timespec at = in_kernel_time(until);
  return real_sem_wait(semaphore, &at);
}
