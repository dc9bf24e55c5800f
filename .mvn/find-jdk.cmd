@ECHO OFF
REM Called by mvnw.cmd: sets JAVA_HOME to a JDK of the version that the build needs. In find-jdk.sh stands why.

SET "required_release=25"
SET "found_home="

CALL :try "%JAVA_HOME%"
FOR /F "delims=" %%J IN ('where javac 2^>NUL') DO CALL :try "%%~dpJ.."
CALL :try "%JAVA_HOME_25_X64%"
CALL :try "%JAVA_HOME_25_ARM64%"
FOR %%R IN (
  "%ProgramFiles%\Eclipse Adoptium"
  "%ProgramFiles%\Java"
  "%ProgramFiles%\Microsoft"
  "%ProgramFiles%\Amazon Corretto"
  "%ProgramFiles%\BellSoft"
  "%ProgramFiles%\Zulu"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
  "%USERPROFILE%\.jdks"
) DO FOR /D %%H IN ("%%~R\*") DO CALL :try "%%~H"

IF NOT DEFINED found_home (
  ECHO Solieu needs a JDK %required_release% or newer, and none was found: install one, or set JAVA_HOME to it.>&2
  EXIT /B 1
)
SET "JAVA_HOME=%found_home%"
EXIT /B 0

:try
IF DEFINED found_home EXIT /B 0
IF "%~1"=="" EXIT /B 0
IF NOT EXIST "%~1\bin\javac.exe" EXIT /B 0
IF NOT EXIST "%~1\release" EXIT /B 0
SET "found_release="
FOR /F "usebackq tokens=1,2 delims==" %%K IN ("%~1\release") DO (
  IF "%%K"=="JAVA_VERSION" FOR /F "delims=.-+" %%N IN ("%%~L") DO SET "found_release=%%N"
)
IF NOT DEFINED found_release EXIT /B 0
IF %found_release% GEQ %required_release% SET "found_home=%~f1"
EXIT /B 0
