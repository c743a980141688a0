# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# fish completion for sessionscope-cli. Names of scenarios and profiles and the options of a command are asked of the
# program.

function __sessionscope_cli_names
    set -l words (commandline -opc)
    $words[1] $argv[1] 2>/dev/null | awk 'NR > 1 && /^  [a-z]/ { print $1 }'
end

function __sessionscope_cli_options
    set -l words (commandline -opc)
    $words[1] $words[2] --help 2>/dev/null | grep -oE -- '^  (-h,)?--[a-z-]+' | grep -oE -- '--[a-z-]+'
end

function __sessionscope_cli_value_of
    contains -- (commandline -opc)[-1] $argv
end

set -l commands verify run serve explain runconfig matrix inspect doctor scenarios profiles version
set -l taking_files --cluster --journal --report --snapshot --csv --lab --diff --kubectl-json
set -l taking_values --profile --before --after --engine --pin --recovery --store --redis $taking_files
set -l free "__fish_seen_subcommand_from $commands; and not __sessionscope_cli_value_of $taking_values"

complete -c sessionscope-cli -f
complete -c sessionscope-cli -n "not __fish_seen_subcommand_from $commands" -a "$commands --help --version"
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --profile --before --after' \
    -a '(__sessionscope_cli_names profiles)'
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --engine' -a 'live sim'
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --engine; and __fish_seen_subcommand_from matrix' -a both
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --pin' -a 'service pod-dns pod-ip'
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --recovery' -a 'none reinitialize'
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --store' \
    -a 'local embedded redis redis:// rediss:// unix:'
complete -c sessionscope-cli -n '__sessionscope_cli_value_of --redis' \
    -a 'redis:// rediss:// redis-sentinel:// unix:'
complete -c sessionscope-cli -n "__sessionscope_cli_value_of $taking_files" -F
complete -c sessionscope-cli -n "$free; and string match -q -- '-*' (commandline -ct)" \
    -a '(__sessionscope_cli_options)'
complete -c sessionscope-cli -n "$free; and __fish_seen_subcommand_from run verify" \
    -a '(__sessionscope_cli_names scenarios)' -F
complete -c sessionscope-cli -n "$free; and __fish_seen_subcommand_from explain runconfig inspect doctor" -F
