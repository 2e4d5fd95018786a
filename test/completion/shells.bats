#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The completion scripts in their shells: options, commands, objects, files.

setup()
{
    SCRIPTS=$(realpath "$BATS_TEST_DIRNAME/../../contrib/completion")
    README=$(realpath "$BATS_TEST_DIRNAME/../../README.md")
    export SCRIPTS PATH="$CXL_DIR:$DAXCTL_DIR:${SCRIPTS%/*}:$PATH"
    cd "$BATS_TEST_TMPDIR" || return
    touch "a file" labels.bin
    mkdir folder
}

# Candidates that a shell finds for a line, one a line, sorted.
in_bash()
{
    LINE=$1 bash --norc -c '
        . /usr/share/bash-completion/bash_completion
        . "$SCRIPTS/cxl.bash"
        compopt() { echo "compopt $*"; }
        COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_TYPE=9
        # As readline splits: at blanks, and around "=" and ":".
        read -ra COMP_WORDS <<< "$(sed "s/[=:]/ & /g" <<< "$LINE")"
        [[ $LINE != *[" ="] ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _cxl_complete
        printf "%s\n" "${COMPREPLY[@]}"' | sed '/^$/d' | sort
}

in_zsh()
{
    LINE=$1 zsh -f -c '
        words=(${(z)LINE})
        [[ $LINE != *" " ]] || words+=("")
        CURRENT=$#words
        _describe() { print -l -- "${candidates[@]%%:*}" }
        _files() { print -- "files $*" }
        _normal() { print -- "command $CURRENT: ${(j: :)words}" }
        . "$SCRIPTS/_cxl"' | sort
}

in_fish()
{
    LINE=$1 HOME=$BATS_TEST_TMPDIR fish --no-config -c '
        source "$SCRIPTS/cxl.fish"
        complete -C "$LINE"' | cut -f1 | sort
}

@test "commands" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl read"
        echo "$shell: $output"
        [ "$output" = read-labels ]
    done
}

@test "options of the command" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl read-labels --o"
        echo "$shell: $output"
        [ "$output" = $'--offset\n--output' ]
    done
}

@test "objects: all is always there" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl zero-labels al"
        echo "$shell: $output"
        [ "$output" = all ]
        run $shell "cxl list -m al"
        echo "$shell: $output"
        [ "$output" = all ]
    done
}

@test "an argument behind = " {
    run in_bash "cxl list --memdev=al"
    [ "$output" = all ]
    run in_zsh "cxl list --memdev=al"
    [ "$output" = "--memdev=all" ]
    run in_fish "cxl list --memdev=al"
    [ "$output" = "--memdev=all" ]
}

@test "files and folders are left to the shell" {
    run in_bash "cxl read-labels -o la"
    [[ $output == *"compopt -o default"* ]]
    run in_bash "cxl list --sysroot fo"
    [[ $output == *"compopt -o dirnames"* ]]
    run in_zsh "cxl read-labels -o la"
    [ "$output" = "files " ]
    run in_zsh "cxl list --sysroot fo"
    [ "$output" = "files -/" ]
    run in_fish "cxl read-labels -o la"
    [ "$output" = labels.bin ]
    run in_fish "cxl list --sysroot fo"
    [ "$output" = folder/ ]
}

@test "nothing for what takes no completion, or is no command" {
    for shell in in_bash in_zsh in_fish; do
        for line in "cxl read-labels --size " "cxl nosuch " "cxl list -z"; do
            run $shell "$line"
            echo "$shell: $line: $output"
            [ -z "$output" ]
        done
    done
}

@test "daxctl has the same" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "daxctl onl"
        echo "$shell: $output"
        [ "$output" = online-memory ]
        run $shell "daxctl reconfigure-device --mode sys"
        echo "$shell: $output"
        [ "$output" = system-ram ]
    done
}

@test "cxl-vm: options, what they take, topologies" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl-vm --li"
        echo "$shell: $output"
        [ "$output" = --list-topologies ]
        run $shell "cxl-vm --accel "
        [ "$output" = $'auto\nkvm\ntcg' ]
        run $shell "cxl-vm --print --topology two-p"
        echo "$shell: $output"
        [[ $output == *two-pmem* && $output != *switch* ]]
        run $shell "cxl-vm --memory "
        [ -z "$output" ]
    done
    run in_bash "cxl-vm --topology=two-p"
    [[ $output == *two-pmem* && $output != *--topology* ]]
    run in_fish "cxl-vm --topology=two-p"
    [[ $output == *--topology=two-pmem* ]]
    run in_bash "cxl-vm --share fo"
    [[ $output == *"compopt -o dirnames"* ]]
}

@test "cxl-vm: behind -- stands a command with arguments of its own" {
    # _cxl_complete serves that command, too.
    run in_bash "cxl-vm --topology switch -- cxl read"
    echo "$output"
    [[ $output == *read-labels* ]]
    run in_zsh "cxl-vm --topology switch -- cxl read"
    [ "$output" = "command 2: cxl read" ]
    run in_fish "cxl-vm --topology switch -- cxl read"
    [ "$output" = read-labels ]
}

# Lines of README that match, for an installation in the current directory.
of_readme()
{
    sed -n "/$1/s/^ *//p" "$README" | sed "s:/opt/cxl-utils:$PWD:g"
}

@test "README: in bash, ours comes before the completion of a package" {
    mkdir -p share/bash-completion/completions theirs/completions
    cp "$SCRIPTS/cxl.bash" share/bash-completion/completions/cxl
    # bash-completion takes what lies beside its own file for the distribution's.
    cp /usr/share/bash-completion/bash_completion theirs
    echo "complete -F _theirs cxl" > theirs/completions/cxl
    text=$(of_readme 'export .*\(XDG_DATA_DIRS\|BASH_COMPLETION_USER_DIR\)=')
    run bash --norc -c '. theirs/bash_completion
        eval "$1"
        _comp_load cxl 2>/dev/null || __load_completion cxl
        complete -p cxl' - "$text"
    echo "$output"
    [[ $output == *"-F _cxl_complete cxl" ]]
}

@test "README: zsh finds ours" {
    mkdir -p share/zsh/site-functions
    cp "$SCRIPTS/_cxl" share/zsh/site-functions
    text=$(of_readme '^ *fpath=')
    run zsh -f -c "$text"'
        autoload -Uz compinit && compinit -u -D
        print $_comps[cxl] $_comps[daxctl] $_comps[cxl-vm]'
    echo "$output"
    [ "$output" = "_cxl _cxl _cxl" ]
}
