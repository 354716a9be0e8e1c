# no_shared_cache.cmake -- read by ctest before the tests: no test sees what another one, or the user, has proved.
#
# A build rests on the proofs that are remembered, so a cache that tests share would make their results depend on which
# of them ends first. A test that is about remembering names its own folder.
set(ENV{XDG_CACHE_HOME} /dev/null)
